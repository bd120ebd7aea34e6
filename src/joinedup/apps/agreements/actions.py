"""Every change of an agreement: may they, do it, record who, one transaction, and the file of the command line.

No party changes what another agreed to: an edition counts once a lead of each organisation that it concerns has said
yes to it in an account of their own (rules of practice 34). Any of them stops it alone, at once.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from joinedup.apps.accounts.holders import holders
from joinedup.apps.agreements import queries
from joinedup.apps.agreements.files import take_away, when_it_stands, write
from joinedup.apps.agreements.held import as_file, bound, parsed
from joinedup.apps.agreements.models import Edition, Stopped, Yes
from joinedup.apps.agreements.policies import KEEPER, ON_THE_SERVER, may_agree, may_keep
from joinedup.apps.agreements.waiting import Waiting, waiting_of
from joinedup.apps.audit.record import record
from joinedup.apps.messages.actions import send
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

    It waits for the yes of every other organisation that it concerns, whose leads are told; entered on the server,
    where the signed paper is at hand, it counts at once. Refuses words that are no agreement, organisations that
    accounts do not know, and stops among the words: those are entered apart, each with its instant. `seen` is how the
    agreement stood on the page on which this was decided (`queries.seen`): where it stands otherwise by now, nothing
    is entered.
    """
    account = _keeper(by)
    if len(words) > _MOST_WORDS:
        raise Refusal(f"The agreement is longer than {_MOST_WORDS:,} characters.")
    agreement = parsed(words, "The agreement")
    if agreement.stops:
        raise Refusal(f"Agreement '{agreement.id}' holds stops: a lapse or a withdrawal is entered apart.")
    _refuse_strange(agreement)
    with transaction.atomic():
        newest = queries.newest_edition(agreement.id)
        _refuse_others(by, agreement, newest)
        _refuse_stale(seen, newest, queries.stops_of(agreement.id))
        if newest is not None and newest.words == words:
            if newest.agreed_at is not None or account not in ON_THE_SERVER:
                return newest
            edition, act = newest, "agreement.agreed"
        else:
            edition, act = _next(newest, agreement.id, words, at=at, by=account), "agreement.entered"
        record(act, by=account, about=f"agreement:{agreement.id}", is_grave=True)
        silent = _say_yes(edition, account, by.organisation, at)
        for lead in holders(KEEPER, silent, at):
            send(to=lead, kind="agreement-waits", values={"link": f"{settings.ADDRESS}/desk/agreements"}, by=account)
    return edition


def agree(agreement: str, *, by: Asker, at: datetime, seen: str | None = None) -> Edition:
    """Return the edition that waits after the yes of somebody's organisation; it counts if that was the last one."""
    with transaction.atomic():
        _lock(agreement)
        waits = waiting_of(agreement)
        if by.account is None or waits is None or not may_agree(by, waits.both):
            raise Refusal("There is no edition that waits for a yes of yours.")
        _refuse_stale(seen, waits.edition, queries.stops_of(agreement))
        if by.organisation in waits.silent:
            if waits.edition.said_yes.filter(by=by.account).exists():
                raise Refusal("You have said yes for another party: the yes of each is a different person's.")
            record("agreement.agreed", by=by.account, about=f"agreement:{agreement}", is_grave=True)
            _say_yes(waits.edition, by.account, by.organisation, at)
    return waits.edition


def stop(
    agreement: str, how: str, *, at: datetime, post: str, why: str, by: Asker, now: datetime, seen: str | None = None
) -> Stopped:
    """Return the lapse or withdrawal of an agreement from the instant `at`, decided by a `post`.

    Refuses an instant before `now`: what was opened until then was opened rightly.
    """
    account = _keeper(by)
    with transaction.atomic():
        edition = _held(agreement, by)
        _refuse_stale(seen, queries.newest_edition(agreement), queries.stops_of(agreement))
        if at < now:
            raise Refusal(f"An agreement stops now or later: {uk_text(at)} is past.")
        own = "" if account in ON_THE_SERVER else by.organisation
        made = Stopped(agreement=agreement, how=how, at=at, post=post, why=why, entered_by=account, organisation=own)
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
    """End every lapse of an agreement that holds at the instant `at`; refuse where none does, and another's lapse."""
    account = _keeper(by)
    with transaction.atomic():
        edition = _held(agreement, by)
        stopped = queries.stops_of(agreement)
        _refuse_stale(seen, queries.newest_edition(agreement), stopped)
        now = standing(bound(edition.words, agreement, stopped), at)
        if now.state is not State.LAPSED:
            raise Refusal(f"Only what has lapsed is renewed. {now.sentence}")
        over = [one for one in stopped if one.how == LAPSE and one.at <= at and one.until is None]
        others = {one.organisation for one in over} - {"", by.organisation}
        if others and account not in ON_THE_SERVER:
            raise Refusal(f"A lead of {', '.join(sorted(others))} let it lapse: whoever stopped it renews it.")
        for one in over:
            one.until = max(at, one.at + _A_MOMENT)
            one.save(update_fields=["until"])
        when_it_stands(agreement)
        record("agreement.renewed", by=account, about=f"agreement:{agreement}", is_grave=True)


def _keeper(by: Asker) -> str:
    if by.account is None or not may_keep(by):
        raise Refusal("There is no such agreement that you may change.")
    return by.account


def _next(newest: Edition | None, agreement: str, words: str, *, at: datetime, by: str) -> Edition:
    number = newest.number + 1 if newest is not None else 1
    try:
        with transaction.atomic():
            return Edition.objects.create(agreement=agreement, number=number, words=words, entered_at=at, entered_by=by)
    except IntegrityError:  # somebody entered this very edition since it was looked for, on PostgreSQL
        raise Stale(_STALE) from None


def _say_yes(edition: Edition, account: str, organisation: str, at: datetime) -> tuple[str, ...]:
    """Write down a yes, which on the server is that of all; return who has yet to say it: nobody, and it counts."""
    if account not in ON_THE_SERVER:
        Yes.objects.create(edition=edition, organisation=organisation, at=at, by=account)
        if silent := Waiting(edition, queries.last_edition(edition.agreement)).silent:
            return silent
    edition.agreed_at = at
    edition.save(update_fields=["agreed_at"])
    # It may open less as well: until it stands, neither does what it opens nor what it closed.
    take_away(edition.agreement)
    when_it_stands(edition.agreement)
    return ()


def _lock(agreement: str) -> None:
    """Let nobody else change this agreement until the transaction ends."""
    Edition.objects.select_for_update().filter(agreement=agreement).first()


def _held(agreement: str, by: Asker) -> Edition:
    _lock(agreement)
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


def _refuse_others(by: Asker, agreement: Agreement, newest: Edition | None) -> None:
    """Refuse an edition of what others agreed, and one that leaves the lead's own organisation out."""
    if newest is not None and not Waiting(newest, queries.last_edition(agreement.id)).may_be_changed_by(by):
        raise Refusal(f"The id '{agreement.id}' cannot be used: choose another.")
    if not may_keep(by, agreement):
        raise Refusal("Your own organisation is not among its parties: a lead enters agreements of their organisation.")


def _refuse_stale(seen: str | None, edition: Edition | None, stopped: Sequence[Stopped]) -> None:
    if seen is not None and seen != queries.seen(edition, stopped):
        raise Stale(_STALE)
