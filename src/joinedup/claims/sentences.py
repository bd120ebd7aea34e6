"""Say a claim in a sentence, in pieces, with every figure a piece of its own."""

from collections.abc import Mapping
from string import Formatter

from joinedup.claims import numbers
from joinedup.claims.case import Case, Effect, Scale
from joinedup.claims.gates import BARELY_KNOWN, SMALLEST_DENOMINATOR, may_say_percent_change
from joinedup.claims.pair import Pair
from joinedup.claims.words import Judgement
from joinedup.kinds.document import ClaimKind
from joinedup.kinds.indicator import Indicator, Unit
from joinedup.release.figure import Figure, Showing

Parts = tuple[tuple[str, bool], ...]


def say_figure(indicator: Indicator, figure: Figure, chosen: Judgement) -> Parts:
    """Return the sentence of one figure: a count, a level or a share, with its word where it has one."""
    if not figure.is_visible:
        return say_unseen(indicator, figure)
    if figure.known < BARELY_KNOWN:
        return _badly_recorded(indicator, figure)
    if indicator.unit is Unit.COUNT:
        return _count(indicator, figure)
    if indicator.unit is Unit.PERCENT and not _is_modelled(indicator):
        return _share(indicator, figure, chosen)
    return _level(indicator, figure)


def say_unseen(indicator: Indicator, figure: Figure) -> Parts:
    """Return the sentence of a figure that is hidden or not held; it carries no number."""
    words = {"subject": subject(indicator, figure), "where": _place(figure), "when": _when(indicator, figure)}
    if figure.showing is Showing.HIDDEN:
        return _fill("In {where}{when} {subject} is hidden to protect people.", {}, words)
    if figure.known < BARELY_KNOWN:
        return _badly_recorded(indicator, figure)
    return _fill("No figure is held for {subject} in {where}{when}.", {}, words)


def say_comparison(pair: Pair, case: Case, chosen: Judgement) -> Parts:
    """Return the sentence that sets a place or group beside a benchmark, another place or another group."""
    unseen = next((figure for figure in pair.sides if not figure.is_visible), None)
    if unseen is not None:
        return _uncompared(pair, unseen)
    first, second = numbers.pair_of_values(pair.first, pair.second, pair.indicator.unit)
    words = {
        "opening": _opening(pair),
        "where": _place(pair.first),
        "other": _place(pair.second),
        "unit": _unit(pair.indicator),
        "phrase": chosen.phrase,
        "stop": _lower_first(" ".join(case.stops)),
    }
    figures = {"first": first, "second": second, **_chances(case)}
    if chosen.word.strength == 0:
        template = "{opening} was {first}{unit} in {where} and {second} in {other}."
        return _fill(template + (" They are not compared: {stop}" if case.stops else ""), figures, words)
    template = "{opening} in {where} ({first}{unit}) {phrase} {other} ({second})" + _unadjusted(pair)
    return _fill(template + (_BY_CHANCE if _looked(chosen) else "."), figures, words)


def say_change(pair: Pair, case: Case, chosen: Judgement) -> Parts:
    """Return the sentence that sets a window beside an earlier one."""
    unseen = next((figure for figure in pair.sides if not figure.is_visible), None)
    if unseen is not None:
        return _uncompared(pair, unseen)
    now, before = numbers.pair_of_values(pair.first, pair.second, pair.indicator.unit)
    words = {
        "subject": _upper_first(subject(pair.indicator, pair.first, period="each period")),
        "where": _place(pair.first),
        "then": pair.second.period.label,
        "latest": pair.first.period.label,
        "unit": _unit(pair.indicator),
        "phrase": chosen.phrase,
        "stop": " ".join(case.stops),
    }
    figures = {"now": now, "before": before, **_chances(case), **_sizes(pair, case.effect)}
    side_by_side = "{subject} in {where} was {before}{unit} in {then} and {now} in {latest}"
    if _looked(chosen):
        return _fill(
            "{subject} in {where} {phrase} in {latest} ({now}) than in {then} ({before})" + _BY_CHANCE, figures, words
        )
    if chosen.word.test in ("higher", "lower", "slightly-higher", "slightly-lower"):
        template = "{subject} in {where} {phrase} from {before}{unit} in {then} to {now} in {latest}"
        return _fill(template + _size(pair, figures) + ".", figures, words)
    if chosen.word.test == "no-real-change":
        return _fill(side_by_side + ": {phrase}.", figures, words)
    if chosen.word.strength > 0:
        return _fill(side_by_side + "; {phrase}" + _range(case.effect) + ".", figures, words)
    ending = ", {gap} " + _more_or_fewer(pair) if "gap" in figures else ""
    return _fill(
        side_by_side + ending + "." + (" No more is said: {stop}" if case.stops else ""), figures, _lowered(words)
    )


def subject(indicator: Indicator, figure: Figure, *, period: str | None = None) -> str:
    """Return what a figure measures, as the middle of a sentence says it; a comma inside it is closed by another."""
    noun = indicator.noun.replace("the period", period or figure.period.label)
    if indicator.unit is Unit.PERCENT:
        title = _lower_first(indicator.title)
        text = f"the {title}" if title.startswith("share ") else title
    else:
        lead = {Unit.COUNT: "the number of", Unit.RATE: "the rate of", Unit.DAYS: "the average number of"}
        text = f"{lead[indicator.unit]} {noun}"
    return f"{text}," if "," in text else text


_BY_CHANCE = ", but among {family} comparisons about {chance} would look so by chance."


def _when(indicator: Indicator, figure: Figure) -> str:
    """Return ' in 2021/22', or nothing where the noun itself names the period (deaths by registration)."""
    return "" if _names_period(indicator) else f" in {figure.period.label}"


def _names_period(indicator: Indicator) -> bool:
    return indicator.unit is not Unit.PERCENT and "the period" in indicator.noun


def _count(indicator: Indicator, figure: Figure) -> Parts:
    number = figure.value if figure.value is not None else figure.numerator
    words = {
        "where": _place(figure),
        "when": _when(indicator, figure),
        "noun": indicator.noun.replace("the period", figure.period.label),
        "subject": subject(indicator, figure),
    }
    figures = {"number": numbers.count(number or 0.0)}
    if number is not None and number >= 2:
        return _fill("In {where}{when} there were {number} {noun}.", figures, words)
    return _fill("In {where}{when} {subject} was {number}.", figures, words)


def _level(indicator: Indicator, figure: Figure) -> Parts:
    words = {
        "where": _place(figure),
        "when": _when(indicator, figure),
        "subject": subject(indicator, figure),
        "unit": _unit(indicator),
        "share_of": indicator.share_of or "",
    }
    figures = {"value": numbers.figure_value(figure, indicator.unit), **_interval(indicator, figure)}
    template = "In {where}{when} {subject} was {value}{unit}"
    if _is_modelled(indicator) and figure.denominator is not None:
        figures["whole"] = numbers.count(round(figure.denominator))
        template += " of {whole} {share_of}"
    return _fill(template + (" (95% interval {low} to {high})." if "low" in figures else "."), figures, words)


def _share(indicator: Indicator, figure: Figure, chosen: Judgement) -> Parts:
    words = {
        "where": _place(figure),
        "when": _when(indicator, figure),
        "noun": indicator.noun,
        "share_of": indicator.share_of or "those asked about",
        "phrase": chosen.phrase,
    }
    figures = {"value": numbers.figure_value(figure, indicator.unit), **_interval(indicator, figure)}
    if figure.numerator is not None and figure.denominator is not None:
        figures |= {"count": numbers.count(figure.numerator), "whole": numbers.count(figure.denominator)}
    if figure.denominator is not None and figure.denominator < SMALLEST_DENOMINATOR:
        template = "In {where}{when} {noun} made up {count} of {whole} {share_of}; that is too few for a percentage."
        return _fill(template, figures, words)
    inside = [
        *(["{count} of {whole}"] if "count" in figures else []),
        *(["95% interval {low} to {high}"] if "low" in figures else []),
    ]
    template = "In {where}{when} {noun} made up {value} of {share_of}"
    template += f" ({'; '.join(inside)})" if inside else ""
    return _fill(template + (", {phrase}." if chosen.word.strength > 0 else "."), figures, words)


def _badly_recorded(indicator: Indicator, figure: Figure) -> Parts:
    words = {"where": _place(figure), "when": _when(indicator, figure), "subject": subject(indicator, figure)}
    return _fill("In {where}{when} {subject} is not well enough recorded to be told.", {}, words)


def _uncompared(pair: Pair, unseen: Figure) -> Parts:
    words = {
        "subject": subject(pair.indicator, pair.first),
        "where": _place(pair.first),
        "other": _place(pair.second),
        "unseen": _place(unseen),
        "when": _when(pair.indicator, unseen),
    }
    if unseen.showing is Showing.ABSENT:
        compared = (
            "it is not said whether it changed"
            if pair.kind is ClaimKind.CHANGE
            else "{where} and {other} are not compared"
        )
        return _fill("No figure is held for {subject} in {unseen}{when}, so " + compared + ".", {}, words)
    if pair.kind is ClaimKind.CHANGE:
        return _fill(
            "Whether {subject} in {where} changed is not said: a figure is hidden to protect people.", {}, words
        )
    template = "How {subject} in {where} compares with {other} is not said: a figure is hidden to protect people."
    return _fill(template, {}, words)


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


def _opening(pair: Pair) -> str:
    said = subject(pair.indicator, pair.first)
    return _upper_first(said) if _names_period(pair.indicator) else f"In {pair.first.period.label} {said}"


def _unadjusted(pair: Pair) -> str:
    is_crude = pair.indicator.unit is Unit.RATE and pair.first.place != pair.second.place
    return ", not adjusted for age" if is_crude else ""


def _chances(case: Case) -> dict[str, str]:
    return {"family": numbers.count(case.family_size), "chance": numbers.count(max(1, round(case.family_size / 20)))}


def _looked(chosen: Judgement) -> bool:
    return chosen.word.test.startswith("looked-")


def _interval(indicator: Indicator, figure: Figure) -> dict[str, str]:
    if figure.low is None or figure.high is None:
        return {}
    decimals = numbers.decimals_for(figure, indicator.unit)
    low, high = (numbers.value(limit, indicator.unit, decimals) for limit in (figure.low, figure.high))
    return {"low": low, "high": high}


def _unit(indicator: Indicator) -> str:
    if indicator.unit is not Unit.RATE:
        return ""
    return f" per 100,000 {'adults' if indicator.of == 'population-18-plus' else 'people'}"


def _is_modelled(indicator: Indicator) -> bool:
    return indicator.unit is Unit.PERCENT and indicator.of not in (None, "among")


def _place(figure: Figure) -> str:
    return f"{figure.place.name} ({figure.group[1]})" if figure.group else figure.place.name


def _lowered(words: Mapping[str, str]) -> dict[str, str]:
    return {**words, "stop": _lower_first(words["stop"])}


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _fill(template: str, figures: Mapping[str, str], words: Mapping[str, str]) -> Parts:
    """Return the pieces of a template: each figure alone, the phrase alone, all other words joined."""
    parts: list[tuple[str, bool]] = []
    plain = ""
    for text, name, _, _ in Formatter().parse(template):
        plain += text
        if name is None:
            continue
        if name in figures or name == "phrase":
            parts += [(plain, False)] if plain else []
            parts.append((figures.get(name, words.get(name, "")), name in figures))
            plain = ""
        else:
            plain += words[name]
    return (*parts, (plain, False)) if plain else tuple(parts)
