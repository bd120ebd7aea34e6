"""What of a file an agreement lets through the door: the rest is never read into anything that is kept."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from joinedup.core.refusal import Refusal
from joinedup.definitions.catalogue import feeds
from joinedup.definitions.standards.ndtms.rules import NEEDED_HEADERS
from joinedup.intake.coverage import COUNTS_OF, NDTMS_FEEDS
from joinedup.intake.examined import Examined, needs_agreement
from joinedup.intake.naming import told_headers
from joinedup.jobs.purpose import PURPOSE, groups_of
from joinedup.kinds.agreement import Agreement
from joinedup.sharing.decide import COUNTS, ROWS, Grant, Refused, decide

COUNTS_NEEDED: Final = ("indicator", "year", "area", "counted", "numerator", "denominator", "recorded")
COUNTS_FIELDS: Final = (*COUNTS_NEEDED, "rows")
"""What a counts-only file tells, as agreements list it; `rows` are those of the file that was counted."""


def as_shared(examined: Examined, grant: Grant, again: Callable[[Collection[str]], Examined]) -> Examined:
    """Return the file with what the grant gives of it; `again` looks at it anew as if it lacked some headers.

    All of a file about invented people comes in. Refuses one of which a field is not shared that every row needs.
    """
    left = not_shared(examined, grant)
    if not left:
        return examined
    if examined.counts is not None:
        tables = {
            name: table.slice(0, 0) if name == "provider_check" else table for name, table in examined.tables.items()
        }
        return replace(examined, tables=tables, left_out=left)
    if examined.flat is not None:
        examined.flat.connection.close()
    return replace(again(frozenset(left)), left_out=left)


def answer_for(examined: Examined, agreement: Agreement | None, at: datetime) -> Grant | Refused:
    """Return what an agreement says at an instant to loading a file of which the coverage is known."""
    assert examined.coverage is not None
    feed = examined.coverage.feed
    return decide(
        agreement,
        purpose=PURPOSE,
        feeds=(feed,),
        at=at,
        is_synthetic=examined.is_synthetic,
        kind=ROWS if examined.is_case_level else COUNTS,
        about=groups_of((feed,)),
    )


def not_shared(examined: Examined, grant: Grant) -> tuple[str, ...]:
    """Return the fields of a file that the grant does not give: none of one about invented people.

    Refuses a file of which a field is not shared that every row needs.
    """
    coverage = examined.coverage
    if coverage is None or examined.is_synthetic or not needs_agreement(examined):
        return ()
    left = tuple(field for field in _fields(examined) if not grant.gives(coverage.feed, field))
    if left:
        refuse_needed(grant, (coverage.feed,))
    return left


def named(examined: Examined, fields: Sequence[str]) -> str:
    """Return fields of a file as they may be told: a header that nobody knows could hold anything."""
    return ", ".join(told_headers(fields, _fields(examined)))


def left_out_lines(examined: Examined, agreement: str | None) -> tuple[str, ...]:
    """Return a sentence that names what was left out at the door and why; none where all came in."""
    if not examined.left_out:
        return ()
    left = named(examined, examined.left_out)
    return (f"Left out at the door and kept nowhere, as agreement '{agreement}' does not share them: {left}.",)


def refuse_needed(grant: Grant, names: Sequence[str]) -> None:
    """Refuse feeds of which the agreement does not share a field without which no row of them says anything."""
    for feed in names:
        absent = [field for field in _needed(feed) if not grant.gives(feed, field)]
        if absent:
            raise Refusal(
                f"agreement '{grant.agreement}' does not share {', '.join(absent)} of {feed}, without which no row of "
                "it can be used: share them, each with its reason, or share nothing of this feed."
            )


def _needed(feed: str) -> tuple[str, ...]:
    if feed in NDTMS_FEEDS:
        return NEEDED_HEADERS
    if feed in COUNTS_OF:
        return COUNTS_NEEDED
    return feeds()[feed].needed if feed in feeds() else ()


def _fields(examined: Examined) -> tuple[str, ...]:
    if examined.flat is not None:
        return tuple(header.upper() for header in examined.flat.snapshot.header)
    if examined.counts is not None:
        return COUNTS_FIELDS
    return examined.feed.headers if examined.feed is not None else ()
