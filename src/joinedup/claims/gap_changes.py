"""A gap between two groups, now and before: whether it grew, and the sentence of it."""

from joinedup.claims import numbers
from joinedup.claims.case import Effect, Scale
from joinedup.claims.effects import NO_COUNTS, has_counts, interval, measured, number
from joinedup.claims.pair import Pair
from joinedup.claims.phrases import Parts, fill, lower_first, subject
from joinedup.claims.range import UNITS, by_chance, chances_of, range_of
from joinedup.claims.several import TwoGaps
from joinedup.claims.unseen import unseen_of, why_unseen
from joinedup.claims.words import Judgement
from joinedup.kinds.indicator import Unit
from joinedup.release.figure import Figure, Showing
from joinedup.stats import comparison, means
from joinedup.stats.from_intervals import TURNED_ROUND, change_of_gap
from joinedup.stats.interval import Compared

NO_GAP = "A gap that may grow is a difference of shares or of averages, and this is neither."
TURNED = "The two gaps point opposite ways, so wider and narrower would mean nothing."


def growth_of(gaps: TwoGaps) -> Effect | str:
    """Return by how much the gap grew (above 0: wider), or a sentence on why that cannot be measured."""
    now, before = _gap(gaps.now), _gap(gaps.before)
    if isinstance(now, str):
        return now
    if isinstance(before, str):
        return before
    got = change_of_gap(now, before)
    if got.status == TURNED_ROUND:
        return TURNED
    scale = _scale(gaps)
    return measured(got, scale, f"difference of the two gaps in {scale.split()[-1]}", gaps.indicator)


def say_gap_change(
    gaps: TwoGaps, effect: Effect | None, stops: tuple[str, ...], chosen: Judgement, family: int
) -> Parts:
    """Return the sentence that sets a gap beside what it was before."""
    unseen = unseen_of(gaps)
    if unseen is not None:
        return _untold(gaps, unseen)
    now, before = _gap(gaps.now), _gap(gaps.before)
    one, other = (figure.group[1] if figure.group else "" for figure in gaps.figures[:2])
    words = {
        "subject": subject(gaps.indicator, gaps.figures[0], period="each period"),
        "one": one,
        "other": other,
        "where": gaps.figures[0].place.name,
        "latest": gaps.figures[0].period.label,
        "then": gaps.figures[2].period.label,
        "unit": UNITS[_scale(gaps)],
        "phrase": chosen.phrase,
        "stop": lower_first(" ".join(stops)),
    }
    opening = "The gap between {one} and {other} in {where} in {subject}"
    if isinstance(now, str) or isinstance(before, str):
        return fill(opening + " is not set beside what it was: {stop}", {}, words)
    figures = {"now": _size(now), "before": _size(before)}
    turned = " the other way round" if _is_turned(now, before) else ""
    beside = opening + " was {before}{unit} in {then} and {now}{unit}" + turned + " in {latest}"
    test = chosen.word.test
    if test == "similar":
        return fill(opening + " {phrase} in {latest} ({now}{unit}) as in {then} ({before}{unit}).", figures, words)
    if test == "not-told-apart":
        span, limits = range_of(effect)
        return fill(beside + "; {phrase}" + span.replace("lower", "narrower").replace("higher", "wider") + ".",
                    figures | limits, words)  # fmt: skip
    if chosen.word.strength == 0:
        return fill(beside + (". No more is said: {stop}" if stops else "."), figures, words)
    told = opening + " {phrase} in {latest} ({now}{unit}) than in {then} ({before}{unit})"
    if test.startswith("looked-"):
        return fill(told + by_chance(), figures | chances_of(family), words)
    return fill(told + ".", figures, words)


def _gap(pair: Pair) -> Compared | str:
    a, b = pair.sides
    if pair.indicator.unit is Unit.PERCENT and not pair.is_modelled:
        if not (has_counts(a, pair.indicator) and has_counts(b, pair.indicator)):
            return NO_COUNTS.format(place=a.place.name)
        return comparison.share_difference(
            number(a.numerator), number(a.denominator), number(b.numerator), number(b.denominator)
        )
    if pair.indicator.unit is Unit.DAYS:
        if a.low is None or b.low is None or not a.denominator or not b.denominator:
            return NO_COUNTS.format(place=a.place.name)
        return means.difference_of_intervals(interval(a), number(a.denominator), interval(b), number(b.denominator))
    return NO_GAP


def _is_turned(now: Compared, before: Compared) -> bool:
    return bool(change_of_gap(now, before).status == TURNED_ROUND)


def _scale(gaps: TwoGaps) -> Scale:
    return Scale.DAYS if gaps.indicator.unit is Unit.DAYS else Scale.POINTS


def _size(gap: Compared) -> str:
    size = abs(float(gap.value))
    return numbers.value(size, Unit.DAYS, 0 if round(size, 1) >= numbers.WHOLE_FROM else 1)


def _untold(gaps: TwoGaps, unseen: Figure) -> Parts:
    words = {
        "subject": subject(gaps.indicator, gaps.figures[0], period="each period"),
        "where": unseen.place.name,
        "group": unseen.group[1] if unseen.group else "",
        "period": unseen.period.label,
        "why": why_unseen(unseen),
    }
    if unseen.showing is Showing.ABSENT:
        template = "No figure is held for {subject} in {where} ({group}) for {period}, so its gap is not compared."
        return fill(template, {}, words)
    return fill("Whether the gap in {subject} in {where} has grown is not said: {why}.", {}, words)
