"""An indicator's expressions as Ibis values on the JOURNEY contract: resolved, compared and checked."""

from collections.abc import Iterator
from typing import Any, Final

import ibis
import ibis.expr.operations as ops

from joinedup.kinds.indicator import Base, Indicator
from joinedup.kinds.operations import OPERATIONS
from joinedup.warehouse.contracts import JOURNEY

SHAPE: Final = ibis.table(dict(JOURNEY), name="journey")
"""The contract as a table that holds nothing: expressions are resolved against it to be read."""

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


def check_operations(indicator: Indicator) -> None:
    """Raise ValueError with a sentence if an expression uses a column or an operation that is not permitted."""
    for name, expression in expressions(indicator).items():
        try:
            resolved = expression.resolve(SHAPE)
        except (AttributeError, TypeError) as fault:
            raise ValueError(f"`{name}` of indicator '{indicator.slug}' does not fit a journey: {fault}") from fault
        for node in _walk(resolved.op()):
            if not isinstance(node, _PERMITTED):
                raise ValueError(
                    f"`{name}` of indicator '{indicator.slug}' uses {type(node).__name__}; "
                    f"permitted are: {'; '.join(OPERATIONS)}."
                )


def columns_read(indicator: Indicator) -> frozenset[str]:
    """Return the JOURNEY columns its expressions read."""
    nodes = (node for expression in expressions(indicator).values() for node in _walk(expression.resolve(SHAPE).op()))
    return frozenset(node.name for node in nodes if isinstance(node, ops.Field))


def asked(indicator: Indicator) -> People:
    """Return who is asked about."""
    return _conditions(indicator.among)


def answered(indicator: Indicator) -> People:
    """Return the denominator: who is asked about and has an answer recorded."""
    return asked(indicator) | _conditions(indicator.known)


def counted(indicator: Indicator) -> People:
    """Return the numerator: those of the denominator who count."""
    return answered(indicator) | _conditions(indicator.numerator)


def is_journey_based(indicator: Indicator) -> bool:
    """Return whether it is counted from journeys rather than taken from a publisher."""
    return indicator.base is Base.JOURNEY


def _conditions(expression: Any) -> People:
    if expression is None:
        return frozenset()
    return frozenset(_conjuncts(expression.resolve(SHAPE).op()))


def _conjuncts(node: Any) -> Iterator[Any]:
    if isinstance(node, ops.And):
        yield from _conjuncts(node.left)
        yield from _conjuncts(node.right)
    else:
        yield node


def _walk(node: Any) -> Iterator[Any]:
    yield node
    for child in node.__children__:
        yield from _walk(child)
