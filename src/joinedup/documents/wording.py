"""How documents write numbers: one place, so that Word, page, slide and sheet agree."""

from collections.abc import Iterable

from joinedup.kinds.indicator import Unit
from joinedup.release.figure import Figure, Showing

HIDDEN = "hidden"
ABSENT = "no figure"
SYNTHETIC_BANNER = "Synthetic data"
SYNTHETIC_SENTENCE = "Every place, person and figure here is invented. Do not use it for a decision."

_AFTER = {Unit.PERCENT: "%", Unit.RATE: " per 100,000", Unit.DAYS: " days", Unit.COUNT: "", Unit.SCORE: ""}


def say_number(number: float, decimals: int = 0) -> str:
    """Return `number` with thousands commas and a true minus sign, never '-0'."""
    text = f"{number:,.{decimals}f}"
    if float(text.replace(",", "")) == 0:
        text = text.removeprefix("-")
    return text.replace("-", "−")


def decimals_of(numbers: Iterable[float | None]) -> int:
    """Return the places after the point that suit all of `numbers`: none for whole or large ones, else one."""
    held = [number for number in numbers if number is not None]
    is_plain = all(abs(number) >= 100 or float(number).is_integer() for number in held)
    return 0 if is_plain else 1


def say_with_unit(number: float, unit: str, decimals: int) -> str:
    """Return the number with a percent sign where the chart's `unit` is a percentage, else the bare number."""
    return say_number(number, decimals) + ("%" if is_percent(unit) else "")


def is_percent(unit: str) -> bool:
    """Return whether a chart's unit means a percentage."""
    return unit.strip().lower().startswith(("%", "percent", "per cent"))


def say_figure(figure: Figure, unit: Unit | None) -> str:
    """Return a figure's value, interval, counts and method in words; for an unseen one only why it is unseen.

    `unit` is the indicator's, or None where the reader of this file is not told, in which case no unit is printed.
    """
    if not figure.is_visible:
        return _say_unseen(figure)
    pieces = []
    if figure.value is not None:
        decimals = 0 if figure.rounding >= 0.5 else _decimals_for(unit, figure.value)
        pieces.append(say_number(figure.value, decimals) + (_AFTER[unit] if unit else ""))
        if figure.low is not None and figure.high is not None:
            low, high = say_number(figure.low, decimals), say_number(figure.high, decimals)
            pieces.append(f"95% interval {low} to {high}")
    counts = _say_counts(figure)
    if counts:
        pieces.append(counts)
    if figure.method:
        pieces.append(f"method: {figure.method}")
    if figure.known < 1:
        pieces.append(f"recorded for {say_number(100 * figure.known, 0)}%")
    if figure.showing is Showing.OPEN:
        pieces.append("already published, shown as published")
    if figure.note:
        pieces.append(figure.note)
    return "; ".join(pieces)


def _say_unseen(figure: Figure) -> str:
    reason = f" ({figure.note})" if figure.note else ""
    if figure.showing is Showing.HIDDEN:
        return f"{HIDDEN} to protect people{reason}"
    return f"{ABSENT}{reason}"


def _say_counts(figure: Figure) -> str:
    if figure.numerator is None:
        return ""
    numerator = say_number(figure.numerator, decimals_of([figure.numerator]))
    if figure.denominator is None:
        return "" if figure.numerator == figure.value else f"count {numerator}"
    return f"{numerator} of {say_number(figure.denominator, decimals_of([figure.denominator]))}"


def _decimals_for(unit: Unit | None, value: float) -> int:
    if unit is Unit.COUNT:
        return 0
    if unit is None:
        return decimals_of([value])
    return 1
