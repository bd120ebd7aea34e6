"""Say two figures in one sentence, with the strongest word that their difference permits."""

from collections.abc import Mapping

from joinedup.claims import numbers
from joinedup.claims.case import Case, Scale
from joinedup.claims.gates import may_say_percent_change
from joinedup.claims.pair import Pair
from joinedup.claims.phrases import (
    Parts,
    fill,
    lower_first,
    opening_of,
    place_of,
    subject,
    unadjusted,
    unit_of,
    upper_first,
    when,
)
from joinedup.claims.range import by_chance, chances_of, range_of
from joinedup.claims.unseen import why_unseen
from joinedup.claims.words import Judgement
from joinedup.kinds.document import ClaimKind
from joinedup.kinds.indicator import Unit
from joinedup.release.figure import Figure, Showing


def say_comparison(pair: Pair, case: Case, chosen: Judgement) -> Parts:
    """Return the sentence that sets a place or group beside a benchmark, another place or another group."""
    unseen = next((figure for figure in pair.sides if figure.value is None), None)
    if unseen is not None:
        return _uncompared(pair, unseen)
    first, second = numbers.pair_of_values(pair.first, pair.second, pair.indicator.unit)
    words = {
        "opening": opening_of(pair.indicator, pair.first),
        "where": place_of(pair.first),
        "other": place_of(pair.second),
        "unit": unit_of(pair.indicator),
        "phrase": chosen.phrase,
        "stop": lower_first(" ".join(case.stops)),
    }
    figures = {"first": first, "second": second, **chances_of(case.family_size)}
    if chosen.word.strength == 0:
        template = "{opening} was {first}{unit} in {where} and {second} in {other}."
        return fill(template + (" They are not compared: {stop}" if case.stops else ""), figures, words)
    template = "{opening} in {where} ({first}{unit}) {phrase} {other} ({second})" + _unadjusted(pair)
    return fill(template + (by_chance() if _looked(chosen) else "."), figures, words)


def say_change(pair: Pair, case: Case, chosen: Judgement) -> Parts:
    """Return the sentence that sets a window beside an earlier one."""
    unseen = next((figure for figure in pair.sides if figure.value is None), None)
    if unseen is not None:
        return _uncompared(pair, unseen)
    now, before = numbers.pair_of_values(pair.first, pair.second, pair.indicator.unit)
    words = {
        "subject": upper_first(subject(pair.indicator, pair.first, period="each period")),
        "where": place_of(pair.first),
        "then": pair.second.period.label,
        "latest": pair.first.period.label,
        "unit": unit_of(pair.indicator),
        "phrase": chosen.phrase,
        "stop": lower_first(" ".join(case.stops)),
    }
    figures = {"now": now, "before": before, **chances_of(case.family_size), **_sizes(pair, case)}
    side_by_side = "{subject} in {where} was {before}{unit} in {then} and {now} in {latest}"
    if _looked(chosen):
        return fill(
            "{subject} in {where} {phrase} in {latest} ({now}) than in {then} ({before})" + by_chance(), figures, words
        )
    if chosen.word.test in ("increased", "fell", "slightly-higher", "slightly-lower"):
        template = "{subject} in {where} {phrase} from {before}{unit} in {then} to {now} in {latest}"
        return fill(template + _size(case, figures) + ".", figures, words)
    if chosen.word.test == "no-real-change":
        return fill(side_by_side + ": {phrase}.", figures, words)
    if chosen.word.strength > 0:
        span, limits = range_of(case.effect)
        return fill(side_by_side + "; {phrase}" + span + ".", figures | limits, words)
    ending = f", {{gap}} {_more_or_fewer(case)}" if "gap" in figures else ""
    return fill(side_by_side + ending + "." + (" No more is said: {stop}" if case.stops else ""), figures, words)


def _uncompared(pair: Pair, unseen: Figure) -> Parts:
    words = {
        "subject": subject(pair.indicator, pair.first),
        "where": place_of(pair.first),
        "other": place_of(pair.second),
        "unseen": place_of(unseen),
        "when": when(pair.indicator, unseen),
    }
    if unseen.showing is Showing.ABSENT:
        compared = (
            "it is not said whether it changed"
            if pair.kind is ClaimKind.CHANGE
            else "{where} and {other} are not compared"
        )
        return fill("No figure is held for {subject} in {unseen}{when}, so " + compared + ".", {}, words)
    why = _hidden_side(pair) if unseen.showing is Showing.HIDDEN else why_unseen(unseen)
    if pair.kind is ClaimKind.CHANGE:
        return fill("Whether {subject} in {where} changed is not said: " + why + ".", {}, words)
    return fill("How {subject} in {where} compares with {other} is not said: " + why + ".", {}, words)


def _hidden_side(pair: Pair) -> str:
    """Return which figure is hidden, so that nobody takes the one that is shown for it."""
    gone = [one for one in (pair.first, pair.second) if one.showing is Showing.HIDDEN]
    if len(gone) > 1:
        return "both figures are hidden to protect people"
    side = gone[0].period.label if pair.kind is ClaimKind.CHANGE else place_of(gone[0])
    return f"the figure of {side} is hidden to protect people"


def _unadjusted(pair: Pair) -> str:
    return unadjusted(pair.indicator) if pair.first.place != pair.second.place else ""


def _sizes(pair: Pair, case: Case) -> dict[str, str]:
    """Return how many more or fewer, where complete counts may be told so, and the change in percent where it may."""
    if case.counts is None or not (case.counts.has_verdict or case.counts.is_workload):
        return {}
    found = {"gap": numbers.count(abs(case.counts.now - case.counts.before))}
    is_ratio = case.effect is not None and case.effect.scale is Scale.RATIO
    if case.effect is not None and is_ratio and may_say_percent_change(pair):
        change = abs(100 * (case.effect.of.value - 1))
        found["change"] = numbers.value(change, Unit.PERCENT, 0 if change >= numbers.WHOLE_FROM else 1)
    return found


def _size(case: Case, figures: Mapping[str, str]) -> str:
    if "gap" not in figures:
        return ""
    return f", {{gap}} {_more_or_fewer(case)}" + (" ({change})" if "change" in figures else "")


def _more_or_fewer(case: Case) -> str:
    return "more" if case.counts is None or case.counts.now >= case.counts.before else "fewer"


def _looked(chosen: Judgement) -> bool:
    return chosen.word.test.startswith("looked-")
