"""A figure beside its declared target: how far from it, and the sentence of it."""

from joinedup.claims import numbers
from joinedup.claims.case import Effect, Scale
from joinedup.claims.effects import NO_COUNTS, has_counts, interval, measured, number
from joinedup.claims.phrases import Parts, fill, lower_first, place_of, subject, unit_of, when
from joinedup.claims.several import Aimed
from joinedup.claims.unseen import unseen_of, why_unseen
from joinedup.claims.words import Judgement
from joinedup.kinds.indicator import Unit
from joinedup.release.figure import Showing
from joinedup.stats import from_intervals, means, proportions, rates
from joinedup.stats.from_intervals import known


def distance_of(aimed: Aimed) -> Effect | str:
    """Return how far a figure is from its target, which is exact; or a sentence on why that cannot be measured."""
    figure, at, unit = aimed.figure, aimed.target.at, aimed.indicator.unit
    if unit is Unit.COUNT:
        got = rates.against(number(figure.value), 1, at, per=1, rounding=min(figure.rounding, at))
        return measured(got, Scale.RATIO, "ratio to the target", aimed.indicator)
    if unit is Unit.RATE and has_counts(figure, aimed.indicator):
        got = rates.against(number(figure.numerator), number(figure.denominator), at)
        return measured(got, Scale.RATIO, "ratio to the target", aimed.indicator)
    is_share = unit is Unit.PERCENT and aimed.indicator.of in (None, "among")
    if is_share and has_counts(figure, aimed.indicator):
        got = proportions.against(number(figure.numerator), number(figure.denominator), at)
        return measured(got, Scale.POINTS, "difference from the target in points", aimed.indicator)
    if figure.low is None or figure.high is None:
        return NO_COUNTS.format(place=figure.place.name)
    if unit is Unit.DAYS and figure.denominator:
        got = means.against(interval(figure), number(figure.denominator), at)
        return measured(got, Scale.DAYS, "difference from the target in days", aimed.indicator)
    if unit is Unit.RATE:
        got = from_intervals.ratio(interval(figure), known(at, at, at))
        return measured(got, Scale.RATIO, "ratio to the target", aimed.indicator)
    got = from_intervals.beside_uncertain(interval(figure), known(at, at, at))
    return measured(got, Scale.POINTS, "difference from the target in points", aimed.indicator)


def say_target(aimed: Aimed, stops: tuple[str, ...], chosen: Judgement) -> Parts:
    """Return the sentence that sets a figure beside its target, with the word that its interval permits."""
    unseen = unseen_of(aimed)
    indicator, figure, target = aimed.indicator, aimed.figure, aimed.target
    words = {
        "subject": subject(indicator, figure),
        "where": place_of(figure),
        "when": when(indicator, figure),
        "unit": unit_of(indicator),
        "bound": "at least" if target.is_floor else "at most",
        "phrase": chosen.phrase,
        "stop": lower_first(" ".join(stops)),
        "why": why_unseen(figure),
    }
    if unseen is not None and unseen.showing is Showing.ABSENT:
        template = "No figure is held for {subject} in {where}{when}, so it is not set beside its target."
        return fill(template, {}, words)
    if unseen is not None:
        return fill("How {subject} in {where}{when} stands to its target is not said: {why}.", {}, words)
    decimals = 0 if float(target.at).is_integer() else 1
    figures = {
        "value": numbers.figure_value(figure, indicator.unit),
        "at": numbers.value(target.at, indicator.unit, decimals),
    }
    template = "In {where}{when} {subject} was {value}{unit}"
    if chosen.word.test in ("meets-target", "misses-target"):
        return fill(template + ", which {phrase} the target of {bound} {at}.", figures, words)
    beside = template + "; the target is {bound} {at}"
    if chosen.word.strength == 0:
        return fill(beside + (". No more is said: {stop}" if stops else "."), figures, words)
    return fill(beside + ", and {phrase}.", figures, words)
