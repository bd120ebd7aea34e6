"""Break glass, and review that it was broken. Each in both records of acts, the words in one database alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import transaction

from joinedup.apps.audit.instant import now
from joinedup.apps.audit.record import record
from joinedup.apps.glass.models import Broken, Telling
from joinedup.apps.glass.policies import grant_through_glass, may_break, may_review
from joinedup.apps.glass.queries import leads
from joinedup.apps.messages.actions import send
from joinedup.core.refusal import Refusal
from joinedup.definitions.working_days import next_working_day
from joinedup.kinds.agreement import Agreement
from joinedup.sharing.asking import Asker
from joinedup.sharing.grant import Grant
from joinedup.sharing.uk_time import uk_day

_USING: Final = "identifiable"
FEWEST_LETTERS: Final = 20
_NOT_HERE: Final = "There is nothing here that you may see."


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for: a feed and fields of it, about whom, and why."""

    feed: str
    fields: tuple[str, ...]
    about: str
    reason: str


def break_glass(asked: Asked, *, by: Asker, agreements: Sequence[Agreement]) -> tuple[Broken, Grant]:
    """Return what was written down and the Grant. Nobody has the Grant before both records and the notices stand.

    What identifies people stands first: a machine that stops in between leaves it to be reviewed, and nobody has opened
    anything.
    """
    if by.account is None or not may_break(by):
        raise Refusal(_NOT_HERE)
    if len(asked.reason.strip()) < FEWEST_LETTERS or not asked.about.strip():
        raise Refusal(f"Say whom it is about, and why in at least {FEWEST_LETTERS} letters: it will be reviewed.")
    at = now()
    grant = grant_through_glass(by, asked.feed, asked.fields, asked.reason.strip(), agreements, at)
    due = next_working_day(uk_day(at))
    told = leads(by.organisation, at).exclude(pk=by.account.partition(":")[2])
    if not told.exists():
        raise Refusal("Nobody is there to review it: an information-governance lead is needed first.")
    with transaction.atomic():
        for lead in told:
            values = {"link": f"{settings.ADDRESS}/desk/reviews", "due": f"{due:%A} {due.day} {due:%B %Y}"}
            send(to=lead, kind="glass-broken", values=values, by=by.account)
        with transaction.atomic(using=_USING, durable=True):
            broken = Broken.objects.create(
                by=by.account,
                organisation=by.organisation,
                agreement=grant.agreement or "",
                feed=asked.feed,
                fields=", ".join(asked.fields),
                about=asked.about.strip(),
                reason=asked.reason.strip(),
                at=at,
                review_due_on=due,
            )
            record("glass.broken", by=by.account, about=broken.audit_id, is_grave=True, using=_USING)
        record("glass.broken", by=by.account, about=broken.audit_id, is_grave=True)
    return broken, grant


def read(broken: Broken, *, by: Asker) -> None:
    """Write down that a reviewer read the words of one."""
    if by.account is None or not may_review(by):
        raise Refusal(_NOT_HERE)
    with transaction.atomic(using=_USING):
        record("glass.read", by=by.account, about=broken.audit_id, using=_USING)


def review(broken: Broken, *, by: Asker, outcome: str, words: str, telling: str, telling_words: str) -> None:
    """Add the review of one that was broken by another and not reviewed before."""
    if by.account is None or not may_review(by):
        raise Refusal(_NOT_HERE)
    if by.account == broken.by:
        raise Refusal("Nobody reviews what they did themselves: another lead does.")
    if telling == Telling.UNSAFE and not telling_words.strip():
        raise Refusal("Say why it is not safe to tell the person.")
    with transaction.atomic():
        with transaction.atomic(using=_USING, durable=True):
            open_still = Broken.objects.filter(pk=broken.pk, reviewed_at=None)
            if not open_still.update(
                reviewed_at=now(),
                reviewed_by=by.account,
                outcome=outcome,
                outcome_words=words.strip(),
                telling=telling,
                telling_words=telling_words.strip(),
            ):
                raise Refusal("This has been reviewed already.")
            record("glass.reviewed", by=by.account, about=broken.audit_id, reason=outcome, is_grave=True, using=_USING)
        record("glass.reviewed", by=by.account, about=broken.audit_id, reason=outcome, is_grave=True)
