"""Every change of an agreement: may they, do it, record who, one transaction, and the file of the command line."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from joinedup.apps.agreements import queries
from joinedup.apps.agreements.files import take_away, when_it_stands, write
from joinedup.apps.agreements.held import as_file, bound, parsed
from joinedup.apps.agreements.models import Edition, Stopped
from joinedup.apps.agreements.policies import may_keep
from joinedup.apps.audit.record import record
from joinedup.core.refusal import Refusal
from joinedup.kinds.agreement import LAPSE, Agreement
from joinedup.kinds.party import ORGANISATION_KINDS
from joinedup.sharing.asking import Asker
from joinedup.sharing.state import State, standing
from joinedup.sharing.uk_time import uk_text

_MOST_WORDS = 100_000
_STALE = (
    "Somebody changed this agreement while this page was open: nothing of what you sent was entered. Look at it as it "
    "stands now, and decide again."
)
_A_MOMENT = timedelta(microseconds=1)
"""The least that a lapse lasts: one that is renewed at the very instant it begins."""


class Stale(Refusal):
    """The agreement was changed since the page was written on which somebody decided."""


def enter(words: str, *, by: Asker, at: datetime, seen: str | None = None) -> Edition:
    """Return the edition made of an agreement's words; the same words again change nothing.

    Refuses words that are no agreement, organisations that accounts do not know, and stops among the words: those are
    entered apart, each with its instant. `seen` is how the agreement stood on the page on which this was decided
    (`queries.seen`): where it stands otherwise by now, nothing is entered.
    """
    account = _keeper(by)
    if len(words) > _MOST_WORDS:
        raise Refusal(f"The agreement is longer than {_MOST_WORDS:,} characters.")
    agreement = parsed(words, "The agreement")
    if agreement.stops:
        raise Refusal(f"Agreement '{agreement.id}' holds stops: a lapse or a withdrawal is entered apart.")
    _refuse_strange(agreement)
    with transaction.atomic():
        before = queries.last_edition(agreement.id)
        _refuse_others(by, agreement, before)
        _refuse_stale(seen, before, queries.stops_of(agreement.id))
        if before is not None and before.words == words:
            return before
        number = before.number + 1 if before is not None else 1
        try:
            with transaction.atomic():
                edition = Edition.objects.create(
                    agreement=agreement.id, number=number, words=words, entered_at=at, entered_by=account
                )
        except IntegrityError:  # somebody entered this very edition since it was looked for, on PostgreSQL
            raise Stale(_STALE) from None
        # A new edition may open less as well: until it stands, neither does what it opens nor what it closed.
        take_away(agreement.id)
        when_it_stands(agreement.id)
        record("agreement.entered", by=account, about=f"agreement:{agreement.id}", is_grave=True)
    return edition


def stop(
    agreement: str, how: str, *, at: datetime, post: str, why: str, by: Asker, now: datetime, seen: str | None = None
) -> Stopped:
    """Return the lapse or withdrawal of an agreement from the instant `at`, decided by a `post`.

    Refuses an instant before `now`: what was opened until then was opened rightly.
    """
    account = _keeper(by)
    with transaction.atomic():
        edition = _held(agreement, by)
        _refuse_stale(seen, edition, queries.stops_of(agreement))
        if at < now:
            raise Refusal(f"An agreement stops now or later: {uk_text(at)} is past.")
        made = Stopped(agreement=agreement, how=how, at=at, post=post, why=why, entered_by=account)
        try:
            text = as_file(edition.words, [*queries.stops_of(agreement), made])
        except ValueError as fault:
            raise Refusal(str(fault)) from None
        parsed(text, "The stop")  # it must read back as it will be read
        made.save()
        write(agreement, text)
        when_it_stands(agreement)
        record(f"agreement.{how}", by=account, about=f"agreement:{agreement}", reason=f"stop:{made.id}", is_grave=True)
    return made


def renew(agreement: str, *, by: Asker, at: datetime, seen: str | None = None) -> None:
    """End every lapse of an agreement that holds at the instant `at`; refuse where none does."""
    account = _keeper(by)
    with transaction.atomic():
        edition = _held(agreement, by)
        stopped = queries.stops_of(agreement)
        _refuse_stale(seen, edition, stopped)
        now = standing(bound(edition.words, agreement, stopped), at)
        if now.state is not State.LAPSED:
            raise Refusal(f"Only what has lapsed is renewed. {now.sentence}")
        for one in stopped:
            if one.how == LAPSE and one.at <= at and one.until is None:
                one.until = max(at, one.at + _A_MOMENT)
                one.save(update_fields=["until"])
        when_it_stands(agreement)
        record("agreement.renewed", by=account, about=f"agreement:{agreement}", is_grave=True)


def _keeper(by: Asker) -> str:
    if by.account is None or not may_keep(by):
        raise Refusal("There is no such agreement that you may change.")
    return by.account


def _held(agreement: str, by: Asker) -> Edition:
    Edition.objects.select_for_update().filter(agreement=agreement).first()
    edition = queries.last_edition(agreement)
    if edition is None or not may_keep(by, parsed(edition.words, agreement)):
        raise Refusal("There is no such agreement that you may change.")
    return edition


def _refuse_strange(agreement: Agreement) -> None:
    """Refuse parties that have no account here, and those whose account says another kind of organisation."""
    known = queries.kinds_known(agreement)
    if unknown := sorted({party.organisation for party in agreement.parties} - known.keys()):
        raise Refusal(
            f"Agreement '{agreement.id}' names organisations that have no account here: {', '.join(unknown)}. An "
            "administrator adds them first, or say `organisation` of that party as it is called here."
        )
    for party in agreement.parties:
        held = known[party.organisation]
        if party.kind not in (None, held):
            raise Refusal(
                f"Party '{party.name}' is said to be a {ORGANISATION_KINDS[party.kind or 'other'].title}, and the "
                f"account of '{party.organisation}' is that of a {ORGANISATION_KINDS[held].title}: mend one of them."
            )


def _refuse_others(by: Asker, agreement: Agreement, before: Edition | None) -> None:
    """Refuse an edition of what others agreed, and one that leaves the lead's own organisation out."""
    if before is not None and not may_keep(by, parsed(before.words, agreement.id)):
        raise Refusal(f"The id '{agreement.id}' cannot be used: choose another.")
    if not may_keep(by, agreement):
        raise Refusal("Your own organisation is not among its parties: a lead enters agreements of their organisation.")


def _refuse_stale(seen: str | None, edition: Edition | None, stopped: Sequence[Stopped]) -> None:
    if seen is not None and seen != queries.seen(edition, stopped):
        raise Stale(_STALE)
