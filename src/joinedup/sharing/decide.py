"""The policy function as the command line asks it: the installation itself, for whole feeds, under one agreement."""

from datetime import datetime
from typing import Final

from joinedup.kinds.agreement import EVERY_FIELD, Agreement
from joinedup.kinds.party import Party
from joinedup.sharing.answer import answer
from joinedup.sharing.asking import Asker, Item
from joinedup.sharing.explain import fields_listed
from joinedup.sharing.grant import COUNTING, ERASURE, Grant, Refused
from joinedup.sharing.state import ends_at
from joinedup.sharing.steps import STATE, of_agreement

__all__ = [
    "COUNTING",
    "COUNTS",
    "ERASURE",
    "NEEDS_WORDS",
    "ROWS",
    "Grant",
    "Refused",
    "decide",
    "let_in",
    "may_count",
    "may_erase",
]

ROWS: Final = "person-rows"
COUNTS: Final = "small-counts"

NEEDS_WORDS = (
    "To load it, name an agreement (`--agreement FILE`) that lists the parties with the accountable role that signed "
    "for each, the purpose, this feed, the Article 6 and Article 9 conditions, the common-law basis of "
    "confidentiality, the DPIA reference, and the dates between which it holds."
)


def decide(
    agreement: Agreement | None,
    *,
    purpose: str,
    feeds: tuple[str, ...],
    at: datetime,
    is_synthetic: bool = False,
    kind: str = ROWS,
    about: tuple[str, ...] = (),
) -> Grant | Refused:
    """Return a Grant to read `feeds` (rows about people, or counts) for `purpose` at an instant, or why not.

    Of each feed it opens the fields that the agreement lists (`Grant.shared`).

    It asks `answer` as an analyst of the first controller that is not of law enforcement, feed by feed. `at` carries a
    time zone; `about` names the groups that an agreement speaks of apart. Rows about invented people need no
    agreement. NDTMS consent is not consent to share with a council, so nothing else stands in for the agreement (rules
    of practice 1). The reason is in full: whoever runs a command under an agreement holds that agreement.
    """
    if at.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    if is_synthetic:
        return Grant(None, purpose, feeds, at, None)
    if purpose == ERASURE:
        return Refused("Erasing is no purpose that an agreement can list: use `joinedup erase`.")
    if agreement is None:
        return Refused(f"It holds rows about real people, and no agreement was named. {NEEDS_WORDS}")
    party = next((one for one in agreement.parties if _may_run(one)), None)
    if party is None:
        return Refused(f"Agreement '{agreement.id}' names no controller outside law enforcement to open anything for.")
    asker = Asker(None, party.organisation, party.kind or "other", frozenset({"analyst"}))
    for feed in feeds:
        fields = fields_listed(kind, feed, (agreement,)) or (EVERY_FIELD,)
        given = answer(asker, purpose, Item(kind, feed, fields, about), (agreement,), at)
        if isinstance(given, Refused):
            return given
    # Where no feed is named yet, whether anything of the agreement could be opened at all is what is asked.
    steps = of_agreement(asker, purpose, Item("sanitised-report"), agreement, at)
    unmet = [step for step in steps if not step.is_met and step.part in (STATE, "purpose")]
    if unmet:
        return Refused(unmet[0].sentence)
    shared = tuple((feed, let_in(agreement, kind, feed)) for feed in feeds)
    return Grant(agreement.id, purpose, feeds, at, ends_at(agreement, at), shared=shared)


def let_in(agreement: Agreement, kind: str, feed: str) -> tuple[str, ...]:
    """Return which fields of a feed an agreement lets through the door, sorted; all others are to be left out there.

    Of rows about people so are the identifiers that it shares: they become pseudonyms as they come in.
    """
    kinds = (kind, "identifiers") if kind == ROWS else (kind,)
    return tuple(sorted({field for one in kinds for field in fields_listed(one, feed, (agreement,))}))


def _may_run(party: Party) -> bool:
    return party.role != "processor" and not party.is_law_enforcement


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
