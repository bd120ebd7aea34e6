"""Counting journeys: every indicator of a window in one query, in whole numbers only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
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
    rows = journeys.filter(journeys.area.isin(list(areas)))
    keys = ["area"]
    if by is not None:
        rows = rows.filter(rows[by].notnull()).mutate(group_value=rows[by])
        keys.append("group_value")
    sums = _Sums(rows)
    columns = {indicator.slug: sums.of(indicator) for indicator in indicators}
    counted = rows.group_by(keys).aggregate(**sums.columns).to_pyarrow().to_pylist()
    found: dict[tuple[str, str | None], Mapping[str, Tally]] = {}
    for row in sorted(counted, key=lambda each: (each["area"], each.get("group_value") or "")):
        found[row["area"], row.get("group_value")] = {
            slug: Tally(*(int(row[name] or 0) if name else 0 for name in names)) for slug, names in columns.items()
        }
    return found


class _Sums:
    """The columns of one query: indicators that count the same people share a column."""

    def __init__(self, rows: Any) -> None:
        self.columns: dict[str, Any] = {}
        self._rows = rows
        self._named: dict[str, str] = {}

    def of(self, indicator: Indicator) -> tuple[str, ...]:
        """Return the column name of each field of the indicator's tally; '' where the field is 0."""
        said = expressions(indicator)
        asked = [said["among"]]
        answered = [*asked, *([said["known"]] if "known" in said else [])]
        counted = [*answered, *([said["numerator"]] if "numerator" in said else [])]
        names = tuple(self._column(None, people) for people in (asked, answered, counted))
        if "amount" not in said:
            return (*names, "", "")
        amount = said["amount"].cast("int64")
        return (*names, self._column(amount, answered), self._column(amount * amount, answered))

    def _column(self, amount: Any, people: list[Any]) -> str:
        text = f"{amount!r} of {people!r}"
        if text not in self._named:
            self._named[text] = f"sum_{len(self._named)}"
            where = reduce(and_, (each.resolve(self._rows).fill_null(False) for each in people))
            summed = where.cast("int64").sum() if amount is None else amount.resolve(self._rows).sum(where=where)
            self.columns[self._named[text]] = summed
        return self._named[text]
