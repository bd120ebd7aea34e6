"""Places in a row: where each stands, and the sentence of it."""

from collections.abc import Sequence
from itertools import combinations

from joinedup.claims import numbers
from joinedup.claims.case import Standing
from joinedup.claims.effects import effect_of, number
from joinedup.claims.pair import Pair
from joinedup.claims.phrases import Parts, fill, lower_first, opening_of, place_of, subject, unadjusted, unit_of
from joinedup.claims.rules.series import FAMILYWISE
from joinedup.claims.several import Field
from joinedup.claims.unseen import unseen_of, why_unseen
from joinedup.claims.words import Judgement
from joinedup.kinds.document import ClaimKind, Versus
from joinedup.kinds.indicator import Indicator
from joinedup.release.figure import Figure, Showing
from joinedup.stats import standing
from joinedup.stats.multiple import rank_intervals

MOST_LISTED = 5
"""Others named in a sentence with their values; more are in the table."""


def standings_of(indicator: Indicator, figures: Sequence[Figure]) -> tuple[Standing, ...] | str:
    """Return where each figure's place stands, or a sentence on why two of them cannot be compared.

    Every pair is compared as in any other comparison; Holm's method then allows for there being so many pairs.
    """
    size = len(figures)
    values = [number(figure.value) for figure in figures]
    chances = [[1.0] * size for _ in figures]
    for i, j in combinations(range(size), 2):
        got = effect_of(Pair(indicator, ClaimKind.COMPARISON, Versus.OTHER_PLACE, figures[i], figures[j]))
        if isinstance(got, str):
            return got
        chances[i][j] = chances[j][i] = got.p_value
    ranks = rank_intervals(values, chances)
    top, bottom = ([float(p) for p in standing.level_of_top(side, chances)] for side in (values, [-v for v in values]))
    fifth = size // 5
    if fifth > 1:
        high, low = (
            [float(p) for p in standing.level_of_top(side, chances, top=fifth)]
            for side in (values, [-v for v in values])
        )
        top = [one if one <= FAMILYWISE else other for one, other in zip(top, high, strict=True)]
        bottom = [one if one <= FAMILYWISE else other for one, other in zip(bottom, low, strict=True)]
    above = [sum(other > value for other in values) for value in values]
    return tuple(
        Standing(
            int(ranks.first[i]), int(ranks.last[i]), size, _leaning(values, i), min(top[i], bottom[i]), above[i] + 1
        )
        for i in range(size)
    )


def say_rank(field: Field, at: Standing | None, stops: tuple[str, ...], chosen: Judgement) -> Parts:
    """Return the sentence that sets one place among the others, with the word its rank interval permits."""
    unseen = unseen_of(field)
    if unseen is not None:
        return _untold(field, unseen)
    first, *others = field.figures
    texts = numbers.row_of_values(field.figures, field.indicator.unit)
    named = others if len(others) <= MOST_LISTED else []
    words = {
        "opening": opening_of(field.indicator, first),
        "where": place_of(first),
        "unit": unit_of(field.indicator),
        "phrase": chosen.phrase,
        "stop": lower_first(" ".join(stops)),
        "adjusted": unadjusted(field.indicator),
        **{f"other{i}": place_of(figure) for i, figure in enumerate(named)},
    }
    figures = {"own": texts[0], "of": numbers.count(len(field.figures))}
    figures |= {f"value{i}": texts[i + 1] for i in range(len(named))}
    beside = "".join(f"; {{other{i}}} {{value{i}}}" for i in range(len(named)))
    if chosen.word.strength == 0 or at is None:
        ending = " They are not ranked: {stop}" if stops else ""
        return fill("{opening} in {where} was {own}{unit}" + beside + "." + ending, figures, words)
    if chosen.word.test == "stands":
        figures |= {"first": numbers.count(at.first), "last": numbers.count(at.last)}
        span = "anywhere from {first} to {last}" if at.first < at.last else "only at {first}"
        ending = " among {of} places, counting from the highest{adjusted}."
        return fill("{opening} in {where} ({own}{unit}" + beside + ") {phrase} " + span + ending, figures, words)
    return fill("{opening} {phrase} of {of} places in {where} ({own}{unit}" + beside + "){adjusted}.", figures, words)


def _leaning(values: Sequence[float], i: int) -> int:
    others = [value for j, value in enumerate(values) if j != i]
    return (values[i] > max(others)) - (values[i] < min(others))


def _untold(field: Field, unseen: Figure) -> Parts:
    words = {
        "subject": subject(field.indicator, field.figures[0]),
        "where": place_of(field.figures[0]),
        "unseen": place_of(unseen),
        "period": unseen.period.label,
        "why": why_unseen(unseen),
    }
    if unseen.showing is Showing.ABSENT:
        template = "No figure is held for {subject} in {unseen} for {period}, so the places are not ranked."
        return fill(template, {}, words)
    return fill("Where {where} stands among the others in {subject} is not said: {why}.", {}, words)
