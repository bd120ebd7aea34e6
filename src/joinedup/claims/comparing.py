"""Say two figures in one sentence, with the strongest word that their difference permits."""

from collections.abc import Mapping

from joinedup.claims import numbers
from joinedup.claims.case import Case, Effect, Scale
from joinedup.claims.gates import may_say_percent_change
from joinedup.claims.pair import Pair
from joinedup.claims.phrases import (
    Parts,
    fill,
    lower_first,
    names_period,
    place_of,
    subject,
    unit_of,
    upper_first,
    when,
)
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
        "opening": _opening(pair),
        "where": place_of(pair.first),
        "other": place_of(pair.second),
        "unit": unit_of(pair.indicator),
        "phrase": chosen.phrase,
        "stop": lower_first(" ".join(case.stops)),
    }
    figures = {"first": first, "second": second, **_chances(case)}
    if chosen.word.strength == 0:
        template = "{opening} was {first}{unit} in {where} and {second} in {other}."
        return fill(template + (" They are not compared: {stop}" if case.stops else ""), figures, words)
    template = "{opening} in {where} ({first}{unit}) {phrase} {other} ({second})" + _unadjusted(pair)
    return fill(template + (_BY_CHANCE if _looked(chosen) else "."), figures, words)


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
        "stop": " ".join(case.stops),
    }
    figures = {"now": now, "before": before, **_chances(case), **_sizes(pair, case.effect)}
    side_by_side = "{subject} in {where} was {before}{unit} in {then} and {now} in {latest}"
    if _looked(chosen):
        return fill(
            "{subject} in {where} {phrase} in {latest} ({now}) than in {then} ({before})" + _BY_CHANCE, figures, words
        )
    if chosen.word.test in ("higher", "lower", "slightly-higher", "slightly-lower"):
        template = "{subject} in {where} {phrase} from {before}{unit} in {then} to {now} in {latest}"
        return fill(template + _size(pair, figures) + ".", figures, words)
    if chosen.word.test == "no-real-change":
        return fill(side_by_side + ": {phrase}.", figures, words)
    if chosen.word.strength > 0:
        return fill(side_by_side + "; {phrase}" + _range(case.effect) + ".", figures, words)
    ending = ", {gap} " + _more_or_fewer(pair) if "gap" in figures else ""
    return fill(
        side_by_side + ending + "." + (" No more is said: {stop}" if case.stops else ""), figures, _lowered(words)
    )


_BY_CHANCE = ", but among {family} comparisons about {chance} would look so by chance."


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
    why = "a figure is hidden to protect people" if unseen.showing is Showing.HIDDEN else "there are too few people"
    if pair.kind is ClaimKind.CHANGE:
        return fill("Whether {subject} in {where} changed is not said: " + why + ".", {}, words)
    return fill("How {subject} in {where} compares with {other} is not said: " + why + ".", {}, words)


def _opening(pair: Pair) -> str:
    said = subject(pair.indicator, pair.first)
    return upper_first(said) if names_period(pair.indicator) else f"In {pair.first.period.label} {said}"


def _unadjusted(pair: Pair) -> str:
    is_crude = pair.indicator.unit is Unit.RATE and pair.first.place != pair.second.place
    return ", not adjusted for age" if is_crude else ""


def _sizes(pair: Pair, effect: Effect | None) -> dict[str, str]:
    now, before = pair.first.numerator, pair.second.numerator
    found = {}
    if pair.indicator.unit is Unit.COUNT and now is not None and before is not None:
        found["gap"] = numbers.count(abs(now - before))
        if before > 0 and may_say_percent_change(pair):
            change = abs(100 * (now / before - 1))
            found["change"] = numbers.value(change, Unit.PERCENT, 0 if change >= numbers.WHOLE_FROM else 1)
    if effect is not None:
        low, high = effect.of.low, effect.of.high
        if effect.scale is Scale.RATIO:
            low, high = 100 * (low - 1), 100 * (high - 1)
        sign = "%" if effect.scale is Scale.RATIO else ""
        found |= {"least": f"{abs(low):,.0f}{sign}", "most": f"{abs(high):,.0f}{sign}"}
    return found


def _size(pair: Pair, figures: Mapping[str, str]) -> str:
    if "gap" not in figures:
        return ""
    return ", {gap} " + _more_or_fewer(pair) + (" ({change})" if "change" in figures else "")


def _range(effect: Effect | None) -> str:
    if effect is None or effect.of.high == float("inf"):
        return ""
    unit = {Scale.RATIO: "", Scale.POINTS: " points", Scale.DAYS: " days"}[effect.scale]
    return " (they fit anything from {least}" + unit + " lower to {most}" + unit + " higher)"


def _more_or_fewer(pair: Pair) -> str:
    return "more" if (pair.first.numerator or 0) >= (pair.second.numerator or 0) else "fewer"


def _chances(case: Case) -> dict[str, str]:
    return {"family": numbers.count(case.family_size), "chance": numbers.count(max(1, round(case.family_size / 20)))}


def _looked(chosen: Judgement) -> bool:
    return chosen.word.test.startswith("looked-")


def _lowered(words: Mapping[str, str]) -> dict[str, str]:
    return {**words, "stop": lower_first(words["stop"])}
