"""How sentences write numbers."""

import math
from collections.abc import Iterable, Sequence

from joinedup.kinds.indicator import Unit
from joinedup.release.figure import Figure

WHOLE_FROM = 10.0
"""Percentages, rates and averages below this are written with one decimal."""


def count(number: float) -> str:
    """Return a whole number with thousands separators; what a publisher gives in part is kept to one decimal."""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.1f}"


def is_rounded(figure: Figure) -> bool:
    """Return whether a count is printed to the nearest of more than 1, so that the true one may be another."""
    return figure.rounding > 0.5  # half of what it is rounded to


def decimals_for(figure: Figure, unit: Unit) -> int:
    """Return how many decimals a value is written with: never more than were published.

    None from 10 and one below; scores have one throughout, as their publishers print them.
    """
    if unit is Unit.COUNT or figure.value is None:
        return 0
    is_whole = round(abs(figure.value), 1) >= WHOLE_FROM or figure.value == 0
    wanted = 0 if is_whole and unit is not Unit.SCORE else 1
    printed = round(-math.log10(2 * figure.rounding)) if figure.rounding > 0 else wanted
    return max(0, min(wanted, printed))


def value(number: float, unit: Unit, decimals: int) -> str:
    """Return a value with a percent sign where it is one; other units stand in the sentence."""
    if unit is Unit.COUNT:
        return count(number)
    text = f"{number:,.{decimals}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("-")
    return f"{text}%" if unit is Unit.PERCENT else text


def figure_value(figure: Figure, unit: Unit, *, decimals: int | None = None) -> str:
    """Return a visible figure's value as a sentence writes it."""
    if figure.value is None:
        raise ValueError(f"The figure of '{figure.indicator}' for {figure.place.name} has no value to write.")
    return value(figure.value, unit, decimals_for(figure, unit) if decimals is None else decimals)


def pair_of_values(first: Figure, second: Figure, unit: Unit) -> tuple[str, str]:
    """Return both values, with one decimal where whole numbers would read the same and one decimal would not."""
    texts = figure_value(first, unit), figure_value(second, unit)
    exact = first.rounding == second.rounding == 0
    if texts[0] == texts[1] and exact and unit is not Unit.COUNT:
        finer = figure_value(first, unit, decimals=1), figure_value(second, unit, decimals=1)
        return finer if finer[0] != finer[1] else texts
    return texts


def row_of_values(figures: Sequence[Figure], unit: Unit) -> list[str]:
    """Return the values of a row, all with as many decimals as the one that needs most and all were published with."""
    decimals = min(max(decimals_for(figure, unit) for figure in figures), *(_printed(figure) for figure in figures))
    return [figure_value(figure, unit, decimals=decimals) for figure in figures]


def listed(names: Iterable[str]) -> str:
    """Return '{a}, {b} and {c}': a template for a row of numbers."""
    *before, last = (f"{{{name}}}" for name in names)
    return f"{', '.join(before)} and {last}" if before else last


def _printed(figure: Figure) -> int:
    return max(0, round(-math.log10(2 * figure.rounding))) if figure.rounding > 0 else 1
