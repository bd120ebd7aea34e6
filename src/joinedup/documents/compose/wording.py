"""How numbers and lists are written, in one place."""

from collections.abc import Sequence

from joinedup.kinds.indicator import Indicator, Unit
from joinedup.release.figure import Figure, Showing

HIDDEN = "hidden"
ABSENT = "no figure held"


def amount(value: float, unit: Unit) -> str:
    """Return a value as people read it: whole numbers, one decimal for small rates, shares and days."""
    digits = 0 if unit is Unit.COUNT or abs(value) >= (10 if unit is not Unit.DAYS else 20) else 1
    text = f"{value:,.{digits}f}"
    return f"{text}%" if unit is Unit.PERCENT else text


def figure_text(figure: Figure | None, indicator: Indicator) -> str:
    """Return what a table cell shows: the value, or why there is none."""
    if figure is None or figure.showing is Showing.ABSENT:
        return ABSENT
    if figure.showing is Showing.HIDDEN:
        return HIDDEN
    if figure.value is None:
        return ABSENT if figure.numerator is None else f"{figure.numerator:,.0f} people; too few for a percentage"
    return amount(figure.value, indicator.unit)


def interval_text(figure: Figure | None, indicator: Indicator) -> str:
    """Return '152 to 174', or nothing where there is no interval to show."""
    if figure is None or not figure.is_visible or figure.low is None or figure.high is None:
        return ""
    return f"{amount(figure.low, indicator.unit)} to {amount(figure.high, indicator.unit)}"


def counts_text(figure: Figure | None) -> str:
    """Return '889 of 546,295', or the count alone, or nothing."""
    if figure is None or not figure.is_visible or figure.numerator is None:
        return ""
    if figure.denominator is None:
        return f"{figure.numerator:,.0f}"
    return f"{figure.numerator:,.0f} of {figure.denominator:,.0f}"


def cell_text(figure: Figure | None, indicator: Indicator) -> str:
    """Return '33.7% (30.7% to 36.8%), 300 of 889', with only the parts there are."""
    interval, counts = interval_text(figure, indicator), counts_text(figure)
    text = figure_text(figure, indicator)
    text += f" ({interval})" if interval else ""
    return text if not counts or counts == text else f"{text}, {counts}"


def listed(items: Sequence[str]) -> str:
    """Return 'a', 'a and b' or 'a, b and c'."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
