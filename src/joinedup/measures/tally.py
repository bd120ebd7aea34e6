"""Counting journeys: every indicator of a window in one query, in whole numbers only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from joinedup.kinds.indicator import Indicator
from joinedup.measures.expressions import expressions


@dataclass(frozen=True, slots=True)
class Tally:
    """Whole numbers of one indicator, area and group: people asked about, with an answer, and counted.

    `total` and `total_of_squares` sum the amount over those with an answer (0 where there is no amount).
    """

    asked: int
    answered: int
    counted: int
    total: int = 0
    total_of_squares: int = 0

    @property
    def known(self) -> float:
        """The share of those asked about whose answer is recorded; 1.0 where nobody was asked."""
        return self.answered / self.asked if self.asked else 1.0


Tallies = Mapping[tuple[str, str | None], Mapping[str, Tally]]
"""(area code, group value) to indicator slug to its tally. Areas without a single journey in the window are absent."""


def count(journeys: Any, indicators: Sequence[Indicator], areas: Sequence[str], by: str | None = None) -> Tallies:
    """Return the tallies of all `indicators` for `areas` of one window, split by the column `by` if named.

    People whose group is not recorded are in no group, so groups need not add up to the whole.
    """
    if not indicators or not areas:
        return {}
    query = _query(journeys, indicators, areas, by)
    rows = query.to_pyarrow().to_pylist()
    found: dict[tuple[str, str | None], dict[str, Tally]] = {}
    for row in sorted(rows, key=lambda each: (each["area"], str(each.get("group_value")))):
        found[row["area"], row.get("group_value")] = {
            indicator.slug: Tally(*(int(row[_name(number, part)] or 0) for part in _PARTS))
            for number, indicator in enumerate(indicators)
        }
    return found


_PARTS = ("asked", "answered", "counted", "total", "total_of_squares")


def _name(number: int, part: str) -> str:
    return f"{part}_{number}"


def _query(journeys: Any, indicators: Sequence[Indicator], areas: Sequence[str], by: str | None) -> Any:
    rows = journeys.filter(journeys.area.isin(list(areas)))
    keys = ["area"]
    if by is not None:
        rows = rows.filter(rows[by].notnull()).mutate(group_value=rows[by])
        keys.append("group_value")
    sums = {
        _name(number, part): value
        for number, indicator in enumerate(indicators)
        for part, value in _sums(rows, indicator).items()
    }
    return rows.group_by(keys).aggregate(**sums)


def _sums(rows: Any, indicator: Indicator) -> dict[str, Any]:
    parts = {name: expression.resolve(rows) for name, expression in expressions(indicator).items()}
    asked = parts["among"].fill_null(False)
    answered = asked & parts["known"].fill_null(False) if "known" in parts else asked
    counted = answered & parts["numerator"].fill_null(False) if "numerator" in parts else answered
    amount = (parts["amount"] if "amount" in parts else parts["among"].cast("int64") * 0).cast("int64")
    return {
        "asked": asked.cast("int64").sum(),
        "answered": answered.cast("int64").sum(),
        "counted": counted.cast("int64").sum(),
        "total": amount.sum(where=answered),
        "total_of_squares": (amount * amount).sum(where=answered),
    }
