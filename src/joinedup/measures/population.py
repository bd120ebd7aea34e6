"""How many people live in a place: whole ages only, and never a sum past a gap."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from joinedup.core.estimate import Beside
from joinedup.core.period import Period

LAST_AGE: Final = 90
"""The contract's last age: 90 and over."""

Ages = tuple[int, int]
"""First and last age, both included; a last age of 90 means 90 and over."""

AGES_OF: Final[Mapping[str | None, Ages]] = {"population-18-plus": (18, LAST_AGE), "population": (0, LAST_AGE)}
"""The ages of each population that a rate may be of, by an indicator's `of`."""

MOST_YEARS_AWAY: Final = 3
"""A population of a year further away than this does not stand in for one not held."""


@dataclass(frozen=True, slots=True)
class People:
    """A population, or None with the reason; `note` also says when another year stands in.

    `is_refused`: something is held, but not for every age needed, so its sum would not mean what it says.
    `deliveries` are those it rests on; `beside` is what another publication gives for the same.
    """

    people: int | None
    note: str = ""
    is_refused: bool = False
    deliveries: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()


class Populations:
    """Populations of some areas and ages, read once from a table of the POPULATION contract.

    Where several publications hold a year, the one delivered first in the order of `senders` is used, whole.
    """

    def __init__(
        self, table: Any, areas: Iterable[str], ages: Iterable[Ages], senders: Mapping[str, str] | None = None
    ) -> None:
        self._senders = senders or {}
        self._cells: dict[tuple[Ages, str], dict[tuple[str, int], dict[str, dict[str, _Cell]]]] = {}
        wanted = sorted(set(areas))
        by_delivery = ["delivery_id"] if "delivery_id" in table.columns else []
        for first, last in sorted(set(ages)):
            in_area = table.area.isin(wanted) | table.part_of.isin(wanted)
            rows = table.filter(in_area & (table.age >= first) & (table.age <= last))
            cells = rows.group_by(["area", "part_of", "year", "sex", *by_delivery]).aggregate(
                ages=rows.age.nunique(where=rows.people.notnull()),
                rows=rows.people.count(),
                people=rows.people.sum(),
            )
            for row in cells.to_pyarrow().to_pylist():
                cell = _Cell(row["ages"], row["rows"], int(row["people"] or 0))
                for area in {row["area"], row["part_of"]} - {None}:
                    years = self._cells.setdefault(((first, last), area), {})
                    deliveries = years.setdefault((row["area"], row["year"]), {})
                    deliveries.setdefault(row.get("delivery_id") or "", {})[row["sex"]] = cell

    def of(self, ages: Ages, area: str, period: Period, *, years_away: int = MOST_YEARS_AWAY) -> People:
        """Return the population of `area` summed over the mid-years of `period` (one year for a financial year).

        For each year the nearest year held, at most `years_away` from it, stands in, and the note says so. A year with
        an age not published is refused, not summed without it.
        """
        parts = self._cells.get((ages, area), {})
        held = sorted({year for _, year in parts})
        if not held:
            return People(None, "No population is held for this place.")
        total, notes, deliveries, others = 0, [], set[str](), []
        for year in mid_years(period):
            nearest = min(held, key=lambda each: (abs(each - year), each))
            if abs(nearest - year) > years_away:
                why = f"No population is held for mid-{year}; the nearest is of mid-{nearest}."
                return People(None, why, is_refused=bool(years_away))
            found = self._sum(ages, area, nearest, use_own=(area, nearest) in parts)
            if found.people is None:
                why = f"The population of mid-{nearest} is not published for every age needed, or is held twice."
                return People(None, why, is_refused=True)
            if nearest != year:
                notes.append(f"The population of mid-{nearest} stands in for mid-{year}, which is not held.")
            total += found.people
            deliveries |= set(found.deliveries)
            others += found.others
        beside = (
            tuple(Beside(float(people), source) for people, source in others) if len(mid_years(period)) == 1 else ()
        )
        return People(total, " ".join(notes), deliveries=tuple(sorted(deliveries - {""})), beside=beside)

    def years(self, ages: Ages, area: str) -> tuple[int, ...]:
        """Return the mid-years for which anything is held for a place, oldest first."""
        return tuple(sorted({year for _, year in self._cells.get((ages, area), {})}))

    def _sum(self, ages: Ages, area: str, year: int, *, use_own: bool) -> "_Sum":
        cells = self._cells[ages, area]
        parts = [area] if use_own else sorted({part for part, _ in cells if part != area})
        held = [cells.get((part, year), {}) for part in parts]
        everywhere = set.intersection(*(set(one) for one in held)) if held else set[str]()
        needed = ages[1] - ages[0] + 1
        sums = {
            delivery: sum(people for one in held if (people := _whole(one[delivery], needed)) is not None)
            for delivery in everywhere
            if all(_whole(one[delivery], needed) is not None for one in held)
        }
        if not sums:
            return _Sum(None)
        order = list(self._senders)
        first, *rest = sorted(sums, key=lambda each: (order.index(each) if each in order else len(order), each))
        others = [(sums[one], self._senders.get(one, one)) for one in rest if sums[one] != sums[first]]
        return _Sum(sums[first], (first,), others)


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


@dataclass(frozen=True, slots=True)
class _Sum:
    people: int | None
    deliveries: tuple[str, ...] = ()
    others: list[tuple[int, str]] = field(default_factory=list)


def _whole(by_sex: dict[str, _Cell], ages: int) -> int | None:
    if "all" in by_sex and by_sex["all"].is_whole(ages):
        return by_sex["all"].people
    if all(sex in by_sex and by_sex[sex].is_whole(ages) for sex in ("female", "male")):
        return by_sex["female"].people + by_sex["male"].people
    return None
