"""Say one figure in a sentence, in pieces, with every number a piece of its own."""

from joinedup.claims import numbers
from joinedup.claims.gates import BARELY_KNOWN, SMALLEST_DENOMINATOR
from joinedup.claims.phrases import Parts, adjusted, fill, is_modelled, place_of, subject, unit_of, when
from joinedup.claims.words import Judgement
from joinedup.kinds.indicator import Indicator, Unit
from joinedup.measures.intervals import SELF_CHOSEN
from joinedup.release.figure import Figure, Showing


def say_figure(indicator: Indicator, figure: Figure, chosen: Judgement) -> Parts:
    """Return the sentence of one figure: a count, a level or a share, with its word where it has one."""
    if not figure.is_visible:
        return say_unseen(indicator, figure)
    if figure.known < BARELY_KNOWN:
        return _badly_recorded(indicator, figure)
    if indicator.unit is Unit.COUNT:
        return _count(indicator, figure)
    if figure.value is None or _is_small(indicator, figure):
        return _few(indicator, figure)
    if indicator.unit is Unit.PERCENT and not is_modelled(indicator):
        return _share(indicator, figure, chosen)
    return _level(indicator, figure)


def say_unseen(indicator: Indicator, figure: Figure) -> Parts:
    """Return the sentence of a figure that is hidden or not held; it carries no number."""
    words = {"subject": subject(indicator, figure), "where": place_of(figure), "when": when(indicator, figure)}
    if figure.showing is Showing.HIDDEN:
        return fill("In {where}{when} {subject} is hidden to protect people.", {}, words)
    if figure.known < BARELY_KNOWN:
        return _badly_recorded(indicator, figure)
    return fill("No figure is held for {subject} in {where}{when}.", {}, words)


def _count(indicator: Indicator, figure: Figure) -> Parts:
    number = figure.value if figure.value is not None else figure.numerator
    words = {
        "where": place_of(figure),
        "when": when(indicator, figure),
        "noun": indicator.noun.replace("the period", figure.period.label),
        "subject": subject(indicator, figure),
    }
    figures = {"number": numbers.count(number or 0.0)}
    about, ending = ("about ", _rounded(number or 0.0, figure)) if numbers.is_rounded(figure) else ("", "")
    if number is not None and number >= 2:
        return fill("In {where}{when} there were " + about + "{number} {noun}" + ending + ".", figures, words)
    return fill("In {where}{when} {subject} was " + about + "{number}" + ending + ".", figures, words)


def _rounded(number: float, figure: Figure) -> str:
    """Say how far a count printed rounded may be from the true one; a sum of several such is not itself a round one."""
    step = 2 * figure.rounding
    if number % step == 0:
        return f" (rounded to the nearest {numbers.count(step)})"
    return f" (from rounded counts: up to {numbers.count(figure.rounding // 1)} either side)"


def _level(indicator: Indicator, figure: Figure) -> Parts:
    words = {
        "where": place_of(figure),
        "when": when(indicator, figure),
        "subject": subject(indicator, figure),
        "unit": unit_of(indicator),
        "share_of": indicator.share_of or "",
        "adjusted": adjusted(indicator),
    }
    figures = {"value": numbers.figure_value(figure, indicator.unit), **_interval(indicator, figure)}
    template = "In {where}{when} {subject} was {value}{unit}"
    if is_modelled(indicator) and figure.denominator is not None:
        figures["whole"] = numbers.count(round(figure.denominator))
        template += " of {whole} {share_of}"
    template += " (95% interval {low} to {high})" if "low" in figures else ""
    words |= {"publisher": figure.provenance.source.partition(" (")[0], "verdict": figure.verdict}
    quoted = " {publisher} rates it “{verdict}”." if figure.verdict else ""  # theirs, and said to be
    return fill(template + "{adjusted}." + quoted, figures, words)


def _share(indicator: Indicator, figure: Figure, chosen: Judgement) -> Parts:
    words = {
        "where": place_of(figure),
        "when": when(indicator, figure),
        "noun": indicator.noun,
        "share_of": (indicator.share_of or "those asked about") + _answering(figure),
        "phrase": chosen.phrase,
    }
    figures = {"value": numbers.figure_value(figure, indicator.unit), **_interval(indicator, figure)}
    if figure.numerator is not None and figure.denominator is not None:
        figures |= {"count": numbers.count(figure.numerator), "whole": numbers.count(figure.denominator)}
    inside = [
        *(["{count} of {whole}"] if "count" in figures else []),
        *(["95% interval {low} to {high}"] if "low" in figures else []),
    ]
    template = "In {where}{when} {noun} made up {value} of {share_of}"
    template += f" ({'; '.join(inside)})" if inside else ""
    return fill(template + (", {phrase}." if chosen.word.strength > 0 else "."), figures, words)


def _answering(figure: Figure) -> str:
    """Say of a sample that chose itself whom it stands for (rules of practice 15)."""
    return " who answered" if figure.method == SELF_CHOSEN else ""


def _few(indicator: Indicator, figure: Figure) -> Parts:
    """Say counts alone, where there are too few people for a percentage or an average."""
    words = {"where": place_of(figure), "when": when(indicator, figure), "subject": subject(indicator, figure)}
    if figure.numerator is None or figure.denominator is None:
        return fill("In {where}{when} there are too few people to say {subject}.", {}, words)
    figures = {"count": numbers.count(figure.numerator), "whole": numbers.count(figure.denominator)}
    words |= {"noun": indicator.noun, "share_of": (indicator.share_of or "those asked about") + _answering(figure)}
    template = "In {where}{when} {noun} made up {count} of {whole} {share_of}; that is too few for a percentage."
    return fill(template, figures, words)


def _is_small(indicator: Indicator, figure: Figure) -> bool:
    is_share = indicator.unit is Unit.PERCENT and not is_modelled(indicator)
    return is_share and figure.denominator is not None and figure.denominator < SMALLEST_DENOMINATOR


def _badly_recorded(indicator: Indicator, figure: Figure) -> Parts:
    words = {"where": place_of(figure), "when": when(indicator, figure), "subject": subject(indicator, figure)}
    return fill("In {where}{when} {subject} is not well enough recorded to be told.", {}, words)


def _interval(indicator: Indicator, figure: Figure) -> dict[str, str]:
    if figure.low is None or figure.high is None or figure.method == SELF_CHOSEN:
        return {}
    decimals = numbers.decimals_for(figure, indicator.unit)
    low, high = (numbers.value(limit, indicator.unit, decimals) for limit in (figure.low, figure.high))
    return {"low": low, "high": high}
