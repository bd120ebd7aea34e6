"""What a table cell says, in the numbers that sentences use."""

from collections.abc import Sequence

from joinedup.claims import numbers
from joinedup.documents.wording import ABSENT, HIDDEN
from joinedup.kinds.indicator import Indicator, Unit
from joinedup.release.figure import Figure, Showing

TOO_FEW = "too few for a percentage"
TOO_FEW_TO_AVERAGE = "too few for an average"


def figure_text(figure: Figure | None, indicator: Indicator) -> str:
    """Return the value as sentences write it, or why there is none."""
    if figure is None or figure.showing is Showing.ABSENT:
        return ABSENT
    if figure.showing is Showing.HIDDEN:
        return HIDDEN
    if figure.value is None:
        return TOO_FEW_TO_AVERAGE if indicator.unit is Unit.DAYS else TOO_FEW
    about = "about " if indicator.unit is Unit.COUNT and numbers.is_rounded(figure) else ""
    return about + numbers.figure_value(figure, indicator.unit)


def interval_text(figure: Figure | None, indicator: Indicator) -> str:
    """Return '152 to 174', or nothing where there is no interval to show."""
    if figure is None or not figure.is_visible or figure.low is None or figure.high is None:
        return ""
    decimals = numbers.decimals_for(figure, indicator.unit)
    low, high = (numbers.value(limit, indicator.unit, decimals) for limit in (figure.low, figure.high))
    return f"{low} to {high}"


def counts_text(figure: Figure | None, indicator: Indicator) -> str:
    """Return '889 of 546,295', or nothing where counts say no more than the value, or are sums of days."""
    is_days = indicator.unit is Unit.DAYS
    if figure is None or not figure.is_visible or figure.numerator is None or figure.denominator is None or is_days:
        return ""
    return f"{numbers.count(figure.numerator)} of {numbers.count(figure.denominator)}"


def cell_text(figure: Figure | None, indicator: Indicator) -> str:
    """Return '34% (31% to 37%), 300 of 889', with only the parts there are."""
    interval, counts = interval_text(figure, indicator), counts_text(figure, indicator)
    text = figure_text(figure, indicator)
    text += f" ({interval})" if interval else ""
    return f"{text}, {counts}" if counts else text


def listed(items: Sequence[str]) -> str:
    """Return 'a', 'a and b' or 'a, b and c'."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
