"""Read what providers counted themselves: each one's own figures, and a sum only where a sum is true."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.definitions.catalogue import definition_versions
from joinedup.intake.coverage import COUNTS_OF
from joinedup.jobs.granting import yes_for
from joinedup.kinds.provider_counts import What
from joinedup.sharing.decide import Grant
from joinedup.warehouse.manifest import Delivery
from joinedup.warehouse.store import Opened, open_warehouse, read_manifest

WHY_NOT: Final[Mapping[What, str]] = {
    What.PEOPLE: (
        "they count people, and one person can be with two of these providers: added, they would be counted twice. "
        "Which group they are counted in can differ too."
    ),
    What.JOURNEYS: (
        "they count journeys as each provider sees them, and a journey can go on with another: all its episodes "
        "together are one journey, which may start, end or be for something else than each part of it."
    ),
    What.DAYS: "they add up days of journeys as each provider sees them, and a journey can go on with another.",
}
"""Why the numbers of several providers are no number for all of them together (rules of practice 6).

Not even limits: someone with alcohol at one and other drugs at the other is in a group that neither counts, and someone
who moved is counted in two areas.
"""
INSTEAD: Final = "Quote each provider's own; for all together, case-level files under an agreement are needed."


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """What one provider counted of its own rows. Both numbers are None where they are hidden.

    `about` is an indicator's slug, or what rows are counted; `area` and `period` are None for rows of a whole file.
    `is_ours`: counted under the very definition that is ours now.
    """

    sender: str
    sender_name: str
    about: str
    area: str | None
    period: Period | None
    counted: What
    numerator: int | None
    denominator: int | None
    recorded: str | None
    is_ours: bool
    extract_on: date
    counted_from: str

    @property
    def is_hidden(self) -> bool:
        """Whether no number of it is told."""
        return self.numerator is None and self.denominator is None

    def line(self) -> str:
        """Return it in words."""
        where = f"{self.area}, {self.period.label}: " if self.area and self.period else ""
        number = "hidden" if self.is_hidden else self._number()
        more = f", answered by {self.recorded}" if self.recorded else ""
        other = "" if self.is_ours else ", under another definition than ours"
        return f"{where}{number}{more} ({self.sender_name}, taken on {self.extract_on.isoformat()}{other})"

    def _number(self) -> str:
        if self.counted is What.DAYS:
            days = "too few for an average" if self.numerator is None else f"{self.numerator:,} days"
            return f"{days}, {self.denominator:,} journeys"
        of = f" of {self.denominator:,}" if self.denominator is not None else ""
        return f"{self.numerator:,}{of} {self.counted}"


def open_counts(
    warehouse: Path,
    agreement: Path | None,
    *,
    at: datetime,
    as_of: date | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Opened:
    """Open a warehouse for what providers counted, as it was known `as_of` a day; the caller closes it.

    Counts about real people open only under the agreement that they came in by; with a `clock` it is asked anew for
    each table.
    """
    held = _deliveries(read_manifest(warehouse, as_of=as_of).deliveries)
    grant: Grant | None = None
    if feeds := tuple(sorted({one.feed for one in held if one.is_about_real_people})):
        grant = yes_for(agreement, feeds, at, no=f"The counts in {warehouse} are not opened.", clock=clock)
    return open_warehouse(warehouse, as_of=as_of, grant=grant)


def own_figures(
    opened: Opened, *, indicator: str | None = None, area: str | None = None, year: str | None = None
) -> tuple[OwnFigure, ...]:
    """Return each provider's own figures, all or those of one indicator, area or financial year; never added up."""
    held = {one.id: one for one in _deliveries(opened.manifest.deliveries)}
    if not held:
        return ()
    rows = opened.table("provider_count")
    for column, value in (("indicator", indicator), ("area", area)):
        if value is not None:
            rows = rows.filter(rows[column] == value)
    if year is not None:
        rows = rows.filter(rows.start_on == Period.financial_year(year).start)
    rows = rows.order_by("indicator", "start_on", "area", "sender", "counted_from")
    ours = definition_versions()
    return tuple(
        OwnFigure(
            row["sender"],
            held[row["delivery_id"]].sender_name,
            row["indicator"],
            row["area"],
            Period(row["start_on"], row["end_on"]),
            What(row["counted"]),
            row["numerator"],
            row["denominator"],
            row["recorded"],
            ours.get(row["indicator"]) == row["definition_version"],
            held[row["delivery_id"]].extract_on,
            row["counted_from"],
        )
        for row in rows.to_pyarrow().to_pylist()
    )


def own_rows(opened: Opened) -> tuple[OwnFigure, ...]:
    """Return how many rows each provider's file had, how many were without consent or set aside, as far as told."""
    held = {one.id: one for one in _deliveries(opened.manifest.deliveries)}
    if not held:
        return ()
    rows = opened.table("provider_check").order_by("what", "rule", "sender", "counted_from")
    return tuple(
        OwnFigure(
            row["sender"],
            held[row["delivery_id"]].sender_name,
            " ".join(filter(None, (row["what"], row["rule"]))),
            None,
            None,
            What.ROWS,
            row["rows"],
            None,
            None,
            True,
            held[row["delivery_id"]].extract_on,
            row["counted_from"],
        )
        for row in rows.to_pyarrow().to_pylist()
    )


def added(figures: Sequence[OwnFigure]) -> int:
    """Return the sum of the providers' numerators where that is the number for all of them together.

    That is so only of rows: each is in one file. All else is refused with the reason, and so are figures about
    different things, two of one provider, and a sum with something hidden in it.
    """
    if not figures:
        raise Refusal("There is nothing to add up.")
    about = {(one.about, one.area, one.period) for one in figures}
    if len(about) > 1:
        raise Refusal("These figures are about different things, so they are not added up.")
    if len(figures) == 1:
        return _number(figures[0])
    if not figures[0].counted.adds_up:
        raise Refusal(f"'{figures[0].about}' of several providers is not added up: {_why(figures)} {INSTEAD}")
    if len({(one.sender, one.counted_from) for one in figures}) < len(figures):
        raise Refusal(f"'{figures[0].about}' is there twice of one provider, so it is not added up.")
    return sum(map(_number, figures))


def lines_of(opened: Opened, *, indicator: str | None, area: str | None, year: str | None) -> list[str]:
    """Return what is held in lines: by provider, or of one indicator each provider's own figure."""
    held = _deliveries(opened.manifest.deliveries)
    if not held:
        return ["No provider's own counts are held: `joinedup load OUT --agreement FILE --into WAREHOUSE`."]
    if indicator is None:
        return [*_held_lines(opened, held), f"People and journeys of several are not added up. {INSTEAD}"]
    figures = own_figures(opened, indicator=indicator, area=area, year=year)
    if not figures:
        return [f"Nobody counted '{indicator}' for that: an area or year that is not listed has too few to tell of."]
    why = [f"Not added up: {_why(figures)} {INSTEAD}"] if len({one.sender for one in figures}) > 1 else []
    return [*(one.line() for one in figures), *why]


def as_dicts(figures: Sequence[OwnFigure]) -> list[dict[str, Any]]:
    """Return plain values for JSON."""
    return [
        {
            "sender": one.sender,
            "counted_from": one.counted_from,
            "about": one.about,
            "area": one.area,
            "period": one.period.label if one.period else None,
            "counted": str(one.counted),
            "is_hidden": one.is_hidden,
            "numerator": one.numerator,
            "denominator": one.denominator,
            "recorded": one.recorded,
            "is_under_our_definition": one.is_ours,
            "extract_on": one.extract_on.isoformat(),
        }
        for one in figures
    ]


def _held_lines(opened: Opened, held: Sequence[Delivery]) -> Iterator[str]:
    figures = own_figures(opened)
    for delivery in held:
        own = [one for one in figures if (one.sender, f"{one.counted_from}-counts") == (delivery.sender, delivery.feed)]
        hidden = sum(one.is_hidden for one in own)
        other = len({one.about for one in own if not one.is_ours})
        under = f"; {other} indicators under other definitions than ours" if other else ""
        yield (
            f"{delivery.sender_name} ({delivery.sender}), {delivery.feed}, taken on {delivery.extract_on.isoformat()}: "
            f"{len(own) - hidden:,} told and {hidden:,} hidden{under}."
        )


def _deliveries(deliveries: Sequence[Delivery]) -> tuple[Delivery, ...]:
    return tuple(one for one in deliveries if one.feed in COUNTS_OF)


def _number(figure: OwnFigure) -> int:
    if figure.numerator is None:
        raise Refusal(f"'{figure.about}' of {figure.sender_name} is hidden, so no sum with it is told.")
    return figure.numerator


def _why(figures: Sequence[OwnFigure]) -> str:
    return WHY_NOT[figures[0].counted]
