"""One indicator for one area, counted row by row."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from support.twin.interpret import value_of


class Measured(NamedTuple):
    """`denominator` is None for counts; `value` is in the indicator's unit; `known` is a share from 0 to 1."""

    numerator: float
    denominator: float | None
    known: float
    value: float | None


def measure(
    indicator: Any,
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    *,
    area: str | None = None,
    population: int | None = None,
    prevalence: tuple[float, float, float] | None = None,
) -> Measured:
    """Return what an indicator is among JOURNEY rows (of `area`, if given); missing counts as no."""

    def holds(expression: Any, row: Mapping[str, Any]) -> bool:
        return expression is None or value_of(expression, row, columns) is True

    asked = [row for row in rows if (area is None or row["area"] == area) and holds(indicator.among, row)]
    answered = [row for row in asked if holds(indicator.known, row)]
    known = len(answered) / len(asked) if asked else 1.0
    unit = str(indicator.unit)
    if unit == "days":
        amounts = [value_of(indicator.amount, row, columns) for row in answered]
        amounts = [amount for amount in amounts if amount is not None]
        mean = sum(amounts) / len(amounts) if amounts else None
        return Measured(sum(amounts), len(amounts), known, mean)
    counted = sum(1 for row in answered if holds(indicator.numerator, row))
    if indicator.of is None:
        return Measured(counted, None, known, counted)
    if indicator.of == "among":
        return Measured(counted, len(answered), known, 100 * counted / len(answered) if answered else None)
    if indicator.of == "population-18-plus":
        return Measured(counted, population, known, None if not population else 100_000 * counted / population)
    need = prevalence[0] if prevalence else None
    return Measured(counted, need, known, None if not need else 100 * (1 - counted / need))
