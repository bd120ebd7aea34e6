"""A challenge made and answered, a document signed off: each with its line, and a message to whom it concerns."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from joinedup.apps.accounts.models import Holding, Organisation, Person
from joinedup.apps.audit.record import record
from joinedup.apps.messages.actions import send
from joinedup.apps.scrutiny import queries
from joinedup.apps.scrutiny.models import MOST_WORDS, Challenge, SignOff
from joinedup.apps.scrutiny.policies import ANSWERS, may_answer, may_sign_off
from joinedup.core.refusal import Refusal
from joinedup.sharing.asking import Asker


@dataclass(frozen=True, slots=True)
class Challenged:
    """The claim that is challenged: where it lies on the shelf, id, sentence, version, and who answers for it."""

    about: str
    claim: str
    sentence: str
    version: int
    steward: str


def challenge(claim: Challenged, words: str, *, by: Person, asker: Asker, at: datetime) -> Challenge:
    """Return a new challenge, which those who answer are told of; refuses words that are none, or too many."""
    said = _words(words)
    with transaction.atomic():
        made = Challenge.objects.create(
            about=claim.about,
            claim=claim.claim,
            sentence=claim.sentence,
            version=claim.version,
            steward=claim.steward,
            words=said,
            made_by=by,
            organisation=Organisation.objects.get(slug=asker.organisation),
            made_at=at,
        )
        for one in _who_answers(at):
            send(to=one, kind="figure-challenged", values={}, by=by.audit_id)
        record("challenge.made", by=by.audit_id, about=made.audit_id, reason=f"claim:{claim.about}")
    return made


def answer(made: int, words: str, *, by: Person, asker: Asker, at: datetime) -> Challenge:
    """Return the challenge with its answer; refuses who answers none, their own, and one that is answered."""
    if not may_answer(asker):
        raise Refusal("There is no such challenge that you could answer.")
    said = _words(words)
    with transaction.atomic():
        held = Challenge.objects.select_for_update().filter(pk=made).first()
        if held is None:
            raise Refusal("There is no such challenge that you could answer.")
        if held.made_by_id == by.pk:
            raise Refusal("Somebody else answers what you challenged.")
        if not held.is_open:
            raise Refusal("This challenge has been answered.")
        held.answer, held.answered_by, held.answered_at = said, by, at
        held.save(update_fields=["answer", "answered_by", "answered_at"])
        if held.made_by.is_active:
            send(to=held.made_by, kind="challenge-answered", values={}, by=by.audit_id)
        record("challenge.answered", by=by.audit_id, about=held.audit_id)
    return held


def sign_off(*, version: int, content: str, document: str, by: Person, asker: Asker, at: datetime) -> SignOff:
    """Return the sign-off of one document of one version by a second reader; never by who had it made.

    The same reader again changes nothing.
    """
    if not may_sign_off(asker):
        raise Refusal("Your role signs nothing off.")
    if by.audit_id in queries.makers(version):
        raise Refusal("Whoever had it made does not sign it off: somebody else reads it, from another partner too.")
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=by.pk)
        held = SignOff.objects.filter(content=content, document=document, person=by).first()
        if held is not None:
            return held
        made = SignOff.objects.create(
            version=version,
            content=content,
            document=document,
            person=by,
            organisation=Organisation.objects.get(slug=asker.organisation),
            at=at,
        )
        about = f"release:{version}/{document}"
        record("document.signed-off", by=by.audit_id, about=about, reason=made.audit_id, is_grave=True)
    return made


def _words(words: str) -> str:
    said = words.strip()
    if not said or len(said) > MOST_WORDS:
        raise Refusal(f"Say it in at most {MOST_WORDS:,} letters.")
    return said


def _who_answers(at: datetime) -> list[Person]:
    held = Holding.objects.filter(role__in=ANSWERS, from_at__lte=at, until_at=None, person__left_at=None)
    return list(Person.objects.filter(pk__in=held.values("person")).order_by("pk"))
