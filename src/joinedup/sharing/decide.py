"""The one policy function: whether a purpose may open feeds at an instant."""

from dataclasses import dataclass
from datetime import UTC, datetime

from joinedup.kinds.agreement import Agreement

NEEDS_WORDS = (
    "To load it, name an agreement (`--agreement FILE`) that lists the parties with the accountable role that signed "
    "for each, the purpose, this feed, the Article 6 and Article 9 conditions, the common-law basis of "
    "confidentiality, the DPIA reference, and the dates between which it holds."
)


ERASURE = "erasure"
"""The purpose of a grant under which rows are opened only to be left out when their file is written anew."""

COUNTING = "counting"
"""The purpose of a grant under which a file's holder counts its rows where they are, and keeps no row."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A yes: who may do what until when. `agreement` is None only where the rows are about invented people."""

    agreement: str | None
    purpose: str
    feeds: tuple[str, ...]
    at: datetime
    until: datetime | None
    by: str | None = None
    """Whose account asked, as an id; None where nobody is known."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A no, with one sentence saying why and what would change it."""

    reason: str


def decide(
    agreement: Agreement | None, *, purpose: str, feeds: tuple[str, ...], at: datetime, is_synthetic: bool = False
) -> Grant | Refused:
    """Return a Grant to read case-level rows of `feeds` for `purpose` at the instant `at`, or why not.

    `at` carries a time zone. Rows about invented people need no agreement. NDTMS consent is not consent to share
    with a council, so nothing else stands in for the agreement (rules of practice 1).
    """
    if at.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    if is_synthetic:
        return Grant(None, purpose, feeds, at, None)
    if purpose == ERASURE:
        return Refused("Erasing is no purpose that an agreement can list: use `joinedup erase`.")
    if agreement is None:
        return Refused(f"It holds rows about real people, and no agreement was named. {NEEDS_WORDS}")
    if at < agreement.valid_from:
        return Refused(f"Agreement '{agreement.id}' does not begin until {_day(agreement.valid_from)}.")
    if at >= agreement.valid_to:
        return Refused(f"Agreement '{agreement.id}' ended at {_day(agreement.valid_to)}: name the one that follows it.")
    if purpose not in agreement.purposes:
        return Refused(
            f"Agreement '{agreement.id}' does not list the purpose '{purpose}'; it lists "
            f"{', '.join(agreement.purposes)}."
        )
    absent = tuple(feed for feed in feeds if feed not in agreement.feeds)
    if absent:
        return Refused(
            f"Agreement '{agreement.id}' does not list the feed {', '.join(absent)}; it lists "
            f"{', '.join(agreement.feeds)}."
        )
    return Grant(agreement.id, purpose, feeds, at, agreement.valid_to)


def may_erase(*, at: datetime) -> Grant:
    """Return the grant under which people are erased: always given, whatever agreement has ended or never began.

    Someone who withdraws, or has a right to be erased, must not wait for an agreement to be renewed (rules of
    practice 2). It opens nothing for reading: the warehouse hands out no rows for this purpose.
    """
    if at.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    return Grant(None, ERASURE, (), at, None)


def may_count(feed: str, *, at: datetime) -> Grant:
    """Return the grant under which whoever holds a file counts its rows: always given, as nothing is shared by it.

    It names no agreement, so it opens nothing that came in under one; the rows counted are kept nowhere.
    """
    if at.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    return Grant(None, COUNTING, (feed,), at, None)


def _day(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
