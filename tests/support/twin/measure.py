"""One indicator for one area, counted row by row."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from support.twin.interpret import columns_of, value_of


class Measured(NamedTuple):
    """`denominator` is None for counts; `value` is in the indicator's unit; `known` is a share from 0 to 1."""

    numerator: float
    denominator: float | None
    known: float
    value: float | None


class _Answers:
    """Whether an expression is true of rows: worked out once for all rows that are alike in the columns it reads."""

    def __init__(self, expression: Any, columns: Sequence[str]) -> None:
        self._expression, self._columns = expression, columns
        self._read: tuple[str, ...] | None = None
        self._held: dict[tuple[Any, ...], bool] = {}

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Return whether it is true of the row; no expression is true of all, and not known is not true."""
        if self._expression is None:
            return True
        if self._read is None:
            self._read = columns_of(self._expression, row, self._columns)
        values = tuple(map(row.get, self._read))
        key = (values, tuple(map(type, values)))  # 1 and True are equal, and are different kinds of thing
        if key not in self._held:
            self._held[key] = value_of(self._expression, row, self._columns) is True
        return self._held[key]


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

    is_among, is_known, is_counted = (
        _Answers(one, columns) for one in (indicator.among, indicator.known, indicator.numerator)
    )
    asked = [row for row in rows if (area is None or row["area"] == area) and is_among.holds(row)]
    answered = [row for row in asked if is_known.holds(row)]
    known = len(answered) / len(asked) if asked else 1.0
    unit = str(indicator.unit)
    if unit == "days":
        amounts = [value_of(indicator.amount, row, columns) for row in answered]
        amounts = [amount for amount in amounts if amount is not None]
        mean = sum(amounts) / len(amounts) if amounts else None
        return Measured(sum(amounts), len(amounts), known, mean)
    counted = sum(1 for row in answered if is_counted.holds(row))
    if indicator.of is None:
        return Measured(counted, None, known, counted)
    if indicator.of == "among":
        return Measured(counted, len(answered), known, 100 * counted / len(answered) if answered else None)
    if indicator.of == "population-18-plus":
        return Measured(counted, population, known, None if not population else 100_000 * counted / population)
    need = prevalence[0] if prevalence else None
    return Measured(counted, need, known, None if not need else 100 * (1 - counted / need))
