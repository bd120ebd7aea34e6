"""Check sentences that people write with claims: `[higher](claim:ID)`, `[889](claim:ID)`."""

import re
from collections.abc import Mapping

from joinedup.claims.case import Case
from joinedup.claims.effects import effect_of, part_of
from joinedup.claims.fence import BOUND, unbound
from joinedup.claims.gates import stops
from joinedup.claims.model import Claim, Ledger
from joinedup.claims.pair import Pair
from joinedup.claims.words import Judgement, judge
from joinedup.core.refusal import Refusal
from joinedup.kinds.document import ClaimKind, Versus
from joinedup.kinds.indicator import Indicator
from joinedup.kinds.vocabulary import Vocabulary

_SENTENCE = re.compile(r"[^.!?]*(?:\([^)]*\)[^.!?]*)*[.!?]?")


def faults(prose: str, ledger: Ledger, indicators: Mapping[str, Indicator], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return a sentence for everything in `prose` that its claims do not permit; empty where it may be printed.

    Bound numbers must be ones their claim states; bound words must pass their test; the rest must be free of numbers
    and of comparing words; two ways of counting deaths may not share a sentence.
    """
    found = [finding.sentence for finding in unbound(prose, vocabulary)]
    for said, claim_id in BOUND.findall(prose):
        claim = ledger.find(claim_id)
        if claim is None:
            found.append(f"No claim '{claim_id}' is in this ledger, so '{said}' cannot rest on it.")
            continue
        try:
            check(said, claim, indicators[claim.about[0].indicator], vocabulary)
        except Refusal as refusal:
            found.append(str(refusal))
    found += _shared_deaths(prose, ledger, vocabulary)
    return tuple(found)


def check(said: str, claim: Claim, indicator: Indicator, vocabulary: Vocabulary) -> Judgement | None:
    """Return the judgement of a word bound to `claim` (None for a number it states); else raise Refusal.

    The refusal names the test and offers the claim's own sentence, the strongest that the evidence permits.
    """
    if any(character.isdigit() for character in said) and said.strip() in {
        text for text, is_number in claim.parts if is_number
    }:
        return None
    case = case_of(claim, indicator)
    found = vocabulary.find(said, case.kind)
    if found is None:
        raise Refusal(
            f"'{said}' is not a word or number that a {case.kind} claim can carry. You can say: {claim.sentence}"
        )
    word, step = found
    return judge(word, case, step=step).or_refuse(claim.sentence)


def case_of(claim: Claim, indicator: Indicator) -> Case:
    """Return what decides the words of a claim, from the figures it rests on."""
    kind = ClaimKind(claim.subject_id.split(":")[2])
    if len(claim.about) == 1:
        part = part_of(claim.about[0], indicator) if kind is ClaimKind.SHARE else None
        return Case(kind, part=part, is_headline=claim.is_headline)
    first, second = claim.about
    versus = {"england": Versus.ENGLAND, "previous-period": Versus.PREVIOUS}.get(
        claim.subject_id.split(":")[3], Versus.OTHER_PLACE
    )
    pair = Pair(indicator, kind, None if kind is ClaimKind.GAP else versus, first, second)
    shut = stops(pair)
    if not shut and claim.test is None and claim.refused:
        shut = (claim.refused[0][1],)
    effect = effect_of(pair) if not shut else None
    if isinstance(effect, str):
        shut, effect = (effect,), None
    survives = claim.test.survives_family if claim.test else True
    size = claim.test.family_size if claim.test else 1
    return Case(kind, effect, None, indicator.polarity, shut, claim.is_headline, survives, size)


def _shared_deaths(prose: str, ledger: Ledger, vocabulary: Vocabulary) -> list[str]:
    found = []
    for sentence in _SENTENCE.findall(prose):
        claims = [ledger.find(claim_id) for _, claim_id in BOUND.findall(sentence)]
        ways = {
            way
            for claim in claims
            if claim is not None
            for figure in claim.about
            if (way := vocabulary.death_measure(figure.indicator)) is not None
        }
        if len(ways) > 1:
            found.append(
                f"One sentence tells of {' and of '.join(sorted(ways))}: these count deaths in different ways, "
                "so give each its own sentence."
            )
    return found
