"""The pieces that sentences are made of."""

from collections.abc import Mapping
from string import Formatter

from joinedup.kinds.indicator import Indicator, Unit
from joinedup.measures.intervals import MID_YEAR
from joinedup.release.figure import Figure

_LEAD = {
    Unit.COUNT: "the number of",
    Unit.RATE: "the rate of",
    Unit.DAYS: "the average number of",
    Unit.SCORE: "the",
}

Parts = tuple[tuple[str, bool], ...]
"""A sentence in pieces: (text, is_number)."""


def subject(indicator: Indicator, figure: Figure, *, period: str | None = None) -> str:
    """Return what a figure measures, as the middle of a sentence says it; a comma inside it is closed by another."""
    noun = indicator.noun.replace("the period", period or figure.period.label)
    if indicator.unit is Unit.PERCENT:
        title = lower_first(indicator.title)
        text = f"the {title}" if title.startswith("share ") else title
    else:
        text = f"{_LEAD[indicator.unit]} {noun}"
    return f"{text}," if "," in text else text


def when(indicator: Indicator, figure: Figure) -> str:
    """Return ' in 2021/22' or ' in mid-2020'; nothing where the noun names the period (deaths by registration)."""
    return "" if names_period(indicator) else f" in {'mid-' * (figure.method == MID_YEAR)}{figure.period.label}"


def names_period(indicator: Indicator) -> bool:
    """Return whether the noun itself names the period, as deaths by registration do."""
    return indicator.unit is not Unit.PERCENT and "the period" in indicator.noun


def place_of(figure: Figure) -> str:
    """Return the place, and the group in brackets where there is one."""
    return f"{figure.place.name} ({figure.group[1]})" if figure.group else figure.place.name


def opening_of(indicator: Indicator, figure: Figure) -> str:
    """Return how a sentence begins that names the place later: 'In 2021/22 the rate of …'."""
    said = subject(indicator, figure)
    return upper_first(said) if names_period(indicator) else f"In {figure.period.label} {said}"


def unadjusted(indicator: Indicator) -> str:
    """Return ', not adjusted for age' for the crude rates of several places; of others what `adjusted` does."""
    is_crude = indicator.unit is Unit.RATE and not indicator.is_age_adjusted
    return ", not adjusted for age" if is_crude else adjusted(indicator)


def adjusted(indicator: Indicator) -> str:
    """Return ', adjusted for age' for rates that their publisher standardises, else nothing."""
    return ", adjusted for age" if indicator.is_age_adjusted else ""


def unit_of(indicator: Indicator) -> str:
    """Return ' per 100,000 adults' or ' per 100,000 people' for rates, else nothing."""
    if indicator.unit is not Unit.RATE:
        return ""
    return f" per 100,000 {'adults' if indicator.of == 'population-18-plus' else 'people'}"


def is_modelled(indicator: Indicator) -> bool:
    """Return whether it is a share of a modelled estimate of need."""
    return indicator.unit is Unit.PERCENT and indicator.of not in (None, "among")


def lower_first(text: str) -> str:
    """Return the text with a small first letter."""
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def fill(template: str, figures: Mapping[str, str], words: Mapping[str, str]) -> Parts:
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
