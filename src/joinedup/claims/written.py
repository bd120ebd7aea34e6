"""Check sentences that people write with claims: `[higher](claim:ID)`, `[889](claim:ID)`."""

import re
from collections.abc import Mapping
from dataclasses import replace

from joinedup.claims.case import Case, Record
from joinedup.claims.casework import case_of
from joinedup.claims.fence import BOUND, EVALUATED, unbound
from joinedup.claims.model import Claim, Ledger
from joinedup.claims.pair import Pair
from joinedup.claims.several import Aimed, Alone, Field, Series, Subject, TwoGaps
from joinedup.claims.words import Judgement, judge
from joinedup.core.refusal import Refusal
from joinedup.kinds.document import ClaimKind, Versus
from joinedup.kinds.indicator import Indicator
from joinedup.kinds.vocabulary import Vocabulary

_SENTENCE = re.compile(r"[^.!?]*(?:\([^)]*\)[^.!?]*)*[.!?]?")


def faults(prose: str, ledger: Ledger, indicators: Mapping[str, Indicator], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return a sentence for everything in `prose` that its claims do not permit; empty where it may be printed.

    Bound numbers must be ones their claim states; bound words must pass their test; the rest must be free of numbers
    and of comparing words; a cause needs a named evaluation; so many more or fewer needs its verdict beside it; two
    ways of counting deaths may not share a sentence.
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
    found += _causes(prose, vocabulary)
    found += _without_verdict(prose, ledger, vocabulary)
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
    case = case_of_claim(claim, indicator)
    found = vocabulary.find(said, case.kind)
    if found is None:
        raise Refusal(
            f"'{said}' is not a word or number that a {case.kind} claim can carry. You can say: {claim.sentence}"
        )
    word, step = found
    return judge(word, case, step=step).or_refuse(claim.sentence)


def case_of_claim(claim: Claim, indicator: Indicator) -> Case:
    """Return what decides the words of a claim, from the figures it rests on.

    A reason that these figures do not show (two versions of a definition, a break) is taken from the claim itself.
    """
    told = (claim.refused[0][1],) if claim.test is None and claim.refused else ()
    case = case_of(_subject(claim, indicator), with_extremes=True, stopped=told)
    test = claim.test
    is_spread = case.course is not None and test is not None and test.p_value == case.course.spread_p
    survives = test.survives_family if test else True
    return replace(
        case,
        is_headline=claim.is_headline,
        survives=True if is_spread else survives,
        spread_survives=survives if is_spread else True,
        family_size=test.family_size if test else 1,
    )


def _subject(claim: Claim, indicator: Indicator) -> Subject:
    kind, about = ClaimKind(claim.subject_id.split(":")[2]), claim.about
    if kind is ClaimKind.TREND:
        return Series(indicator, about)
    if kind is ClaimKind.RANK:
        return Field(indicator, about)
    if kind is ClaimKind.TARGET and claim.target is not None:
        return Aimed(indicator, about[0], claim.target)
    if kind is ClaimKind.GAP_CHANGE:
        now, other, before, another = about
        return TwoGaps(indicator, (now, other, before, another))
    if len(about) == 1:
        return Alone(indicator, kind, about[0])
    first, second = about
    versus = {"england": Versus.ENGLAND, "previous-period": Versus.PREVIOUS}.get(
        claim.subject_id.split(":")[3], Versus.OTHER_PLACE
    )
    return Pair(indicator, kind, None if kind is ClaimKind.GAP else versus, first, second)


def _causes(prose: str, vocabulary: Vocabulary) -> list[str]:
    """Judge causal words that a named person rests on a named evaluation."""
    found = []
    for said, by, evaluation in EVALUATED.findall(prose):
        case = Case(ClaimKind.FINDING, record=Record(by=by, evaluation=evaluation))
        word = vocabulary.find(said, ClaimKind.FINDING)
        if word is None or not judge(word[0], case).holds:
            found.append(f"'{said}' is not a word that an evaluation can carry: bind it to a claim, or leave it out.")
    return found


def _without_verdict(prose: str, ledger: Ledger, vocabulary: Vocabulary) -> list[str]:
    """Ask for the verdict after 'so many more' or 'fewer': the claim's own word, bound in the same prose."""
    bound = BOUND.findall(prose)
    found = []
    for said, claim_id in bound:
        claim, word = ledger.find(claim_id), vocabulary.find(said, ClaimKind.CHANGE)
        if claim is None or word is None or word[0].test not in ("n-more", "n-fewer") or claim.word is None:
            continue
        verdicts = [other for other, its_id in bound if its_id == claim_id and _is_verdict(other, vocabulary)]
        if not verdicts:
            found.append(
                f"'{said}' needs its verdict beside it: write [{claim.word}](claim:{claim_id}) too. "
                f"You can say: {claim.sentence}"
            )
    return found


def _is_verdict(said: str, vocabulary: Vocabulary) -> bool:
    word = vocabulary.find(said, ClaimKind.CHANGE)
    return word is not None and not word[0].is_counted and word[0].strength > 0


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
