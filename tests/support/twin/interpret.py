"""An indicator's expressions over dict rows, with SQL's third truth value.

An Ibis deferred expression resolves against any object that answers its operations. Here that object is one value,
and it answers only the operations that `joinedup.kinds.operations` permits; any other raises.
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Any


class NotPermitted(Exception):
    """An expression used something that the operations do not include."""


class Cell:
    """One value of one row. None is "not known": comparisons with it are not known either."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, value: Any) -> None:
        self.value = value

    def __getattr__(self, name: str) -> Any:
        raise NotPermitted(f"'.{name}' is not among the operations an indicator may use.")

    def __bool__(self) -> bool:
        raise NotPermitted("An expression asked for a plain truth value: use & and |, not 'and' and 'or'.")

    def __eq__(self, other: Any) -> "Cell":  # type: ignore[override]
        return self._with(other, operator.eq)

    def __ne__(self, other: Any) -> "Cell":  # type: ignore[override]
        return self._with(other, operator.ne)

    def __lt__(self, other: Any) -> "Cell":
        return self._with(other, operator.lt)

    def __le__(self, other: Any) -> "Cell":
        return self._with(other, operator.le)

    def __gt__(self, other: Any) -> "Cell":
        return self._with(other, operator.gt)

    def __ge__(self, other: Any) -> "Cell":
        return self._with(other, operator.ge)

    def __add__(self, other: Any) -> "Cell":
        return self._with(other, operator.add, whole=True)

    def __sub__(self, other: Any) -> "Cell":
        return self._with(other, operator.sub, whole=True)

    def __and__(self, other: Any) -> "Cell":
        both = (_truth(self.value), _truth(_plain(other)))
        if False in both:
            return Cell(False)
        return Cell(None if None in both else True)

    def __or__(self, other: Any) -> "Cell":
        both = (_truth(self.value), _truth(_plain(other)))
        if True in both:
            return Cell(True)
        return Cell(None if None in both else False)

    def __rand__(self, other: Any) -> "Cell":
        return self & other

    def __ror__(self, other: Any) -> "Cell":
        return self | other

    def __invert__(self) -> "Cell":
        truth = _truth(self.value)
        return Cell(None if truth is None else not truth)

    def isin(self, values: Iterable[Any]) -> "Cell":
        allowed = list(values)
        if None in allowed:
            raise NotPermitted("A list with a missing value in it never says no: leave it out.")
        return Cell(None if self.value is None else self.value in allowed)

    def notin(self, values: Iterable[Any]) -> "Cell":
        return ~self.isin(values)

    def isnull(self) -> "Cell":
        return Cell(self.value is None)

    def notnull(self) -> "Cell":
        return Cell(self.value is not None)

    def between(self, low: Any, high: Any) -> "Cell":
        return (self >= low) & (self <= high)

    def fill_null(self, value: Any) -> "Cell":
        return Cell(_plain(value) if self.value is None else self.value)

    def _with(self, other: Any, apply: Callable[[Any, Any], Any], *, whole: bool = False) -> "Cell":
        mine, theirs = self.value, _plain(other)
        if mine is None or theirs is None:
            return Cell(None)
        if type(mine) is not type(theirs):
            raise NotPermitted(f"{mine!r} and {theirs!r} are different kinds of thing.")
        if whole and type(mine) is not int:
            raise NotPermitted("Only whole numbers are added and subtracted.")
        return Cell(apply(mine, theirs))


class RowOfCells:
    """What `_` stands for: a row whose columns are the contract's; one that the row leaves out is missing."""

    def __init__(self, row: Mapping[str, Any], columns: Iterable[str]) -> None:
        self._row, self._columns = row, frozenset(columns)
        self._read: dict[str, None] = {}

    def __getattr__(self, name: str) -> Cell:
        if name not in self._columns:
            raise NotPermitted(f"'{name}' is not a column of the contract.")
        self._read[name] = None
        return Cell(self._row.get(name))

    __getitem__ = __getattr__


def value_of(expression: Any, row: Mapping[str, Any], columns: Iterable[str]) -> Any:
    """Return what one deferred expression is for one row: True, False, a whole number, or None for not known."""
    return _plain(expression.resolve(RowOfCells(row, columns)))


def columns_of(expression: Any, row: Mapping[str, Any], columns: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that an expression reads of one row, and so of every row: nothing in it is skipped."""
    cells = RowOfCells(row, columns)
    expression.resolve(cells)
    return tuple(cells._read)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Cell) else value


def _truth(value: Any) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise NotPermitted(f"{value!r} is not a truth value.")
    return value
