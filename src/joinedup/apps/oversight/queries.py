"""What the pages read of the record: one page of lines, newest first, and who the people in them are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from joinedup.apps.accounts.models import Person
from joinedup.apps.audit.models import Line
from joinedup.sharing.uk_time import uk_midnight, uk_text

A_PAGE = 50
_PERSON = "person:"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines: each left out asks for all. `before` is the number of a line, for the page after."""

    by: str = ""
    about: str = ""
    act: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One line as it is told: when in UK time; `by` and `about` as a pair of id and, of an account, its address."""

    number: int
    at: str
    act: str
    by: tuple[str, str]
    about: tuple[str, str]
    reason: str


def lines(asked: Asked) -> tuple[tuple[Told, ...], int | None]:
    """Return a page of lines, and the number before which the next page begins; None where this is the last."""
    found = Line.objects.order_by("-number")
    for field, text in (("by", asked.by), ("about", asked.about), ("act", asked.act)):
        if text:
            found = found.filter(**{field: text})
    if asked.since is not None:
        found = found.filter(at__gte=_starts(asked.since))
    if asked.until is not None:
        found = found.filter(at__lt=_starts(asked.until + timedelta(days=1)))
    if asked.before is not None:
        found = found.filter(number__lt=asked.before)
    held = list(found[: A_PAGE + 1])
    page = held[:A_PAGE]
    return _told(page), page[-1].number if len(held) > A_PAGE else None


def acts() -> list[str]:
    """Return the acts that the record holds, in order."""
    return list(Line.objects.order_by("act").values_list("act", flat=True).distinct())


def _starts(day: date) -> str:
    # To the second and without its zone: a prefix, so that texts compare as instants whatever their fractions.
    return uk_midnight(day).isoformat()[: len("2026-04-01T00:00:00")]


def _told(page: Iterable[Line]) -> tuple[Told, ...]:
    held = list(page)
    named = {one for line in held for one in (line.by, line.about) if one}
    ids = {int(number) for one in named if one.startswith(_PERSON) and (number := one[len(_PERSON) :]).isdecimal()}
    known = {f"{_PERSON}{pk}": email for pk, email in Person.objects.filter(pk__in=ids).values_list("pk", "email")}
    return tuple(
        Told(
            line.number,
            _when(line.at),
            line.act,
            (line.by, known.get(line.by, line.by)) if line.by else ("", "nobody signed in"),
            (line.about, known.get(line.about, line.about)),
            line.reason or "",
        )
        for line in held
    )


def _when(at: str) -> str:
    try:
        return uk_text(datetime.fromisoformat(at))
    except ValueError:
        return at  # a line that a hand has been at is shown as it stands: `verify` says so
