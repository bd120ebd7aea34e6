"""An indicator's expressions as Ibis values on the JOURNEY contract: resolved, compared and checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import ibis
import ibis.expr.operations as ops

from joinedup.kinds.indicator import Base, Indicator
from joinedup.kinds.operations import OPERATIONS
from joinedup.warehouse.contracts import EPISODE, JOURNEY

SHAPE: Final = ibis.table(dict(JOURNEY), name="journey")
"""The contract as a table that holds nothing: expressions are resolved against it to be read."""

EPISODES: Final = ibis.table(dict(EPISODE), name="episode")
"""The same of the EPISODE contract, for measures of how records are kept."""

_PERMITTED: Final = (
    *(ops.Field, ops.Literal, ops.UnboundTable),
    *(ops.And, ops.Or, ops.Not),
    *(ops.Equals, ops.NotEquals, ops.Less, ops.LessEqual, ops.Greater, ops.GreaterEqual),
    *(ops.InValues, ops.IsNull, ops.NotNull, ops.Between, ops.Coalesce, ops.Add, ops.Subtract),
)

People = frozenset[Any]
"""A set of journeys, written as the conditions that must all hold. Equal sets of conditions mean equal people."""


def expressions(indicator: Indicator) -> dict[str, Any]:
    """Return the indicator's expressions by name (among, numerator, known, amount), without those it does not have."""
    named = {name: getattr(indicator, name) for name in ("among", "numerator", "known", "amount")}
    return {name: expression for name, expression in named.items() if expression is not None}


def check_operations(indicator: Indicator, shape: Any = SHAPE) -> None:
    """Raise ValueError with a sentence if an expression uses a column or an operation that is not permitted."""
    for name, expression in expressions(indicator).items():
        try:
            resolved = expression.resolve(shape)
        except (AttributeError, TypeError) as fault:
            rows = shape.get_name()
            raise ValueError(f"`{name}` of indicator '{indicator.slug}' does not fit a {rows}: {fault}") from fault
        for node in _walk(resolved.op()):
            if not isinstance(node, _PERMITTED):
                raise ValueError(
                    f"`{name}` of indicator '{indicator.slug}' uses {type(node).__name__}; "
                    f"permitted are: {'; '.join(OPERATIONS)}."
                )


def columns_read(indicator: Indicator, shape: Any = SHAPE) -> frozenset[str]:
    """Return the columns of `shape` that its expressions read."""
    nodes = (node for expression in expressions(indicator).values() for node in _walk(expression.resolve(shape).op()))
    return frozenset(node.name for node in nodes if isinstance(node, ops.Field))


@dataclass(frozen=True, slots=True)
class Who:
    """Whom an indicator is about: those asked, those with an answer (the denominator), those who count."""

    asked: People
    answered: People
    counted: People


def who(indicator: Indicator) -> Who:
    """Return the people of a journey-based indicator as conditions."""
    asked = _plain(_conditions(indicator.among))
    answered = _plain(asked | _conditions(indicator.known))
    return Who(asked, answered, _plain(answered | _conditions(indicator.numerator)))


@cache
def in_group(people: People, group: tuple[str, str] | None) -> People:
    """Return those of `people` in one group, such as ('sex', 'female'); all of them for None."""
    if group is None:
        return people
    column, value = group
    return _plain(people | {(SHAPE[column] == value).op()})


def split_by_value(people: People) -> tuple[People, ...]:
    """Return the parts of `people` by value, where one condition is "one of several values"; else nothing."""
    for condition in sorted((each for each in people if isinstance(each, ops.InValues)), key=_column_name):
        return tuple(people - {condition} | {ops.Equals(condition.value, option)} for option in condition.options)
    return ()


def is_journey_based(indicator: Indicator) -> bool:
    """Return whether it is counted from journeys rather than taken from a publisher."""
    return indicator.base is Base.JOURNEY


def _conditions(expression: Any) -> People:
    if expression is None:
        return frozenset()
    return frozenset(conjuncts(expression.resolve(SHAPE).op()))


def conjuncts(node: Any) -> Iterator[Any]:
    """Yield the conditions that must all hold where `node` does."""
    if isinstance(node, ops.And):
        yield from conjuncts(node.left)
        yield from conjuncts(node.right)
    else:
        yield node


def _plain(people: People) -> People:
    """Write the conditions in one way only, so that the same people are the same set.

    Conditions that name values of one column become one condition on the values they share, and "is recorded" goes
    where another condition on the column already needs it.
    """
    named: dict[Any, frozenset[Any]] = {}
    others = []
    for condition in people:
        field, values = named_values(condition)
        if field is None:
            others.append(condition)
        else:
            named[field] = named.get(field, values) & values
    recorded = {column_of(condition) for condition in others if not isinstance(condition, ops.NotNull)}
    recorded |= {field.name for field in named}
    kept = [each for each in others if not (isinstance(each, ops.NotNull) and column_of(each) in recorded)]
    return frozenset(kept) | frozenset(_one_of(field, values) for field, values in named.items())


def named_values(condition: Any) -> tuple[Any, frozenset[Any]]:
    """Return the column and the values of it that a condition names; None and nothing where it does not."""
    if isinstance(condition, ops.InValues) and isinstance(condition.value, ops.Field):
        return condition.value, frozenset(condition.options)
    if isinstance(condition, ops.Equals) and isinstance(condition.left, ops.Field):
        return condition.left, frozenset([condition.right])
    return None, frozenset()


def _one_of(field: Any, values: frozenset[Any]) -> Any:
    ordered = sorted(values, key=lambda literal: str(literal.value))
    return ops.Equals(field, ordered[0]) if len(ordered) == 1 else ops.InValues(field, ordered)


def column_of(condition: Any) -> str | None:
    """Return the one column that a condition needs an answer in, or None."""
    if isinstance(condition, ops.Field):
        return str(condition.name)
    if isinstance(condition, ops.NotNull):
        return column_of(condition.arg)
    if isinstance(condition, ops.Comparison):
        return column_of(condition.left)
    return None


def _column_name(condition: Any) -> str:
    return str(condition.value.name)


def _walk(node: Any) -> Iterator[Any]:
    yield node
    for child in node.__children__:
        yield from _walk(child)
