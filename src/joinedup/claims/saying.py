"""The sentence of any claim: each kind has its own module."""

from joinedup.claims import comparing, gap_changes, ranks, sentences, targets, trends
from joinedup.claims.case import Case
from joinedup.claims.pair import Pair
from joinedup.claims.phrases import Parts
from joinedup.claims.several import Aimed, Alone, Field, Series, Subject
from joinedup.claims.words import Judgement
from joinedup.kinds.document import ClaimKind


def say(subject: Subject, case: Case, chosen: Judgement) -> Parts:
    """Return a claim's sentence in pieces, with the word chosen for it."""
    if isinstance(subject, Alone):
        return sentences.say_figure(subject.indicator, subject.figure, chosen)
    if isinstance(subject, Pair):
        tell = comparing.say_change if subject.kind is ClaimKind.CHANGE else comparing.say_comparison
        return tell(subject, case, chosen)
    if isinstance(subject, Series):
        return trends.say_trend(subject, case.effect, case.stops, chosen, case.family_size)
    if isinstance(subject, Field):
        return ranks.say_rank(subject, case.standing, case.stops, chosen)
    if isinstance(subject, Aimed):
        return targets.say_target(subject, case.stops, chosen)
    return gap_changes.say_gap_change(subject, case.effect, case.stops, chosen, case.family_size)
