"""Judge words: whether the evidence permits one, and which is the strongest that it does."""

from dataclasses import dataclass

from joinedup.claims.case import Case
from joinedup.claims.rules import RULES
from joinedup.core.refusal import Refusal
from joinedup.kinds.vocabulary import Vocabulary, Word


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the evidence says of one word. `spoken` and `phrase` have their step filled in where the word holds."""

    word: Word
    holds: bool
    reason: str
    spoken: str
    phrase: str

    def or_refuse(self, instead: str) -> "Judgement":
        """Return itself where the word holds; else raise Refusal with the test, and the sentence to use `instead`."""
        if self.holds:
            return self
        raise Refusal(
            f"'{self.spoken}' may be said only where {self.word.says}; here {self.reason}. You can say: {instead}"
        )


def judge(word: Word, case: Case, *, step: str | None = None) -> Judgement:
    """Return whether `case` permits `word`; with `step`, whether it permits just that step ('double' and no other)."""
    if case.kind not in word.kinds:
        return _refused(word, f"it is not a word for a {case.kind}", step)
    if word.strength == 0:
        return Judgement(word, True, "", word.word, word.phrase)
    if case.stops and not word.is_counted:
        return _refused(word, " and ".join(_lower_first(stop) for stop in case.stops), step)
    steps = tuple(s for s in word.steps if step is None or s[0] == step)
    outcome = RULES[word.test](case, steps)
    if not outcome.holds:
        return _refused(word, outcome.reason, step)
    if word.needs_family and not case.is_headline and not case.survives:
        return _refused(
            word,
            f"it passes alone but not among all {case.family_size} comparisons of the document",
            outcome.step,
        )
    fill = outcome.step or ""
    return Judgement(word, True, "", word.word.replace("{step}", fill), word.phrase.replace("{step}", fill))


def strongest(vocabulary: Vocabulary, case: Case) -> Judgement:
    """Return the strongest word the case permits; in the end the counted form, which always is.

    Words that only people write (a cause, a panel's decision, a year picked for being the highest) are left to them.
    """
    machine = (word for word in vocabulary.of(case.kind) if not word.is_by_hand)
    return next(found for word in machine if (found := judge(word, case)).holds)


def refusals(vocabulary: Vocabulary, case: Case, chosen: Judgement) -> tuple[tuple[str, str], ...]:
    """Return the plain words stronger than the chosen one that the case refuses, each with its reason.

    Only words in the direction of the point estimate are named: nobody would have asked for the others.
    """
    asked = [
        word
        for word in vocabulary.of(case.kind)
        if word.is_plain and word.strength > chosen.word.strength and _points_that_way(word, case)
    ]
    refused = [judgement for word in asked if not (judgement := judge(word, case)).holds]
    if case.stops and refused:
        return ((", ".join(judgement.spoken for judgement in refused), refused[0].reason),)
    return tuple((judgement.spoken, judgement.reason) for judgement in refused)


_UP = ("higher", "increased", "rising", "wider", "highest", "meets-target")
_DOWN = ("lower", "fell", "falling", "narrower", "lowest", "misses-target")
_WAYS = dict.fromkeys(_UP, 1) | dict.fromkeys(_DOWN, -1)


def _points_that_way(word: Word, case: Case) -> bool:
    is_unmeasured = case.effect is None and case.standing is None
    return is_unmeasured or word.test not in _WAYS or _WAYS[word.test] == case.leaning


def _refused(word: Word, reason: str, step: str | None) -> Judgement:
    fill = step or (word.steps[0][0] if word.steps else "")
    return Judgement(word, False, reason, word.word.replace("{step}", fill), word.phrase.replace("{step}", fill))


def _lower_first(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")
