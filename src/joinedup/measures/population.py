"""How many people live in a place: whole ages only, and never a sum past a gap."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from joinedup.core.period import Period

ADULTS = "population-18-plus"
EVERYONE = "population"
FIRST_AGE = {ADULTS: 18, EVERYONE: 0}
LAST_AGE = 90
"""The contract's last age: 90 and over."""


@dataclass(frozen=True, slots=True)
class People:
    """A population, or None with the reason; `note` also says when another year stands in.

    `is_refused`: something is held, but not for every age needed, so its sum would not mean what it says.
    """

    people: int | None
    note: str = ""
    is_refused: bool = False


class Populations:
    """Populations of some areas, read once from a table of the POPULATION contract."""

    def __init__(self, table: Any, areas: Iterable[str], kinds: Iterable[str]) -> None:
        self._cells: dict[tuple[str, str], dict[tuple[str, int], dict[str, _Cell]]] = {}
        wanted = sorted(set(areas))
        for kind in sorted(set(kinds)):
            rows = table.filter((table.area.isin(wanted) | table.part_of.isin(wanted)) & (table.age >= FIRST_AGE[kind]))
            cells = rows.group_by(["area", "part_of", "year", "sex"]).aggregate(
                ages=rows.age.nunique(where=rows.people.notnull()),
                rows=rows.people.count(),
                people=rows.people.sum(),
            )
            for row in cells.to_pyarrow().to_pylist():
                cell = _Cell(row["ages"], row["rows"], int(row["people"] or 0))
                for area in {row["area"], row["part_of"]} - {None}:
                    parts = self._cells.setdefault((kind, area), {})
                    parts.setdefault((row["area"], row["year"]), {})[row["sex"]] = cell

    def of(self, kind: str, area: str, period: Period) -> People:
        """Return the population of `area` summed over the mid-years of `period` (one year for a financial year).

        For each year the nearest year held stands in, and the note says so. A year with an age not published is
        refused, not summed without it.
        """
        parts = self._cells.get((kind, area), {})
        own = {year for part, year in parts if part == area}
        held = sorted(own or {year for _, year in parts})
        if not held:
            return People(None, "No population is held for this place.")
        total, notes = 0, []
        for year in mid_years(period):
            nearest = min(held, key=lambda each: (abs(each - year), each))
            found = self._sum(kind, area, nearest, use_own=bool(own))
            if found is None:
                why = f"The population of mid-{nearest} is not published for every age needed, or is held twice."
                return People(None, why, True)
            if nearest != year:
                notes.append(f"The population of mid-{nearest} stands in for mid-{year}, which is not held.")
            total += found
        return People(total, " ".join(notes))

    def _sum(self, kind: str, area: str, year: int, *, use_own: bool) -> int | None:
        parts = self._cells[kind, area]
        districts = sorted({part for part, _ in parts if part != area})
        total = 0
        for part in [area] if use_own else districts:
            found = _whole(parts.get((part, year), {}), LAST_AGE - FIRST_AGE[kind] + 1)
            if found is None:
                return None
            total += found
        return total


def mid_years(period: Period) -> tuple[int, ...]:
    """Return the mid-years a rate over `period` is divided by: the calendar year in which each of its years starts."""
    whole_years = max(1, round((period.end - period.start).days / 365.25))
    return tuple(range(period.start.year, period.start.year + whole_years))


@dataclass(frozen=True, slots=True)
class _Cell:
    ages: int
    rows: int
    people: int

    def is_whole(self, ages: int) -> bool:
        return self.ages == self.rows == ages


def _whole(by_sex: dict[str, _Cell], ages: int) -> int | None:
    if "all" in by_sex and by_sex["all"].is_whole(ages):
        return by_sex["all"].people
    if all(sex in by_sex and by_sex[sex].is_whole(ages) for sex in ("female", "male")):
        return by_sex["female"].people + by_sex["male"].people
    return None
