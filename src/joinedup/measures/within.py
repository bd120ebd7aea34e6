"""Which sets of journeys lie within others, by their conditions and by what columns of a journey mean."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import ibis.expr.operations as ops

from joinedup.measures.expressions import People, column_of, conjuncts, named_values

_Values = frozenset[str | bool]
_YES: Final[_Values] = frozenset({True})
_DRUG: Final[_Values] = frozenset({"opiate", "non-opiate-only", "non-opiate-and-alcohol"})

MEANS: Final[Mapping[tuple[str, str | bool], Mapping[str, _Values]]] = {
    ("substance_group", "opiate"): {"has_opiate": _YES},
    ("substance_group", "non-opiate-and-alcohol"): {"has_alcohol": _YES},
    ("substance_group", "alcohol-only"): {"has_alcohol": _YES},
    ("has_opiate", True): {"substance_group": frozenset({"opiate"})},
    ("has_crack", True): {"substance_group": _DRUG},
    ("has_cocaine", True): {"substance_group": _DRUG},
    ("has_cannabis", True): {"substance_group": _DRUG},
    ("is_new", True): {"in_window": _YES},
    ("is_exit", True): {"in_window": _YES},
}
"""What a value of one column says of others: the values that they can have then. Tested on journeys."""


def is_within(some: People, people: People) -> bool:
    """Return whether all of `some` are known to be among `people`: every condition of these holds for those."""
    return all(_holds(condition, some) for condition in people)


def differ_by_answers_only(some: People, people: People) -> bool:
    """Return whether `some` are just those of `people` whose answer is recorded."""
    return all(isinstance(condition, ops.NotNull) or _holds(condition, people) for condition in some)


def _holds(condition: Any, some: Iterable[Any]) -> bool:
    if condition in some:
        return True
    if isinstance(condition, ops.Or):
        sides = (condition.left, condition.right)
        return any(all(_holds(each, some) for each in conjuncts(side)) for side in sides) or _by_cases(condition, some)
    if isinstance(condition, ops.NotNull):
        return any(column_of(each) == column_of(condition) for each in some)
    column, allowed = _says(condition)
    return any(_follows(column, allowed, *_says(each)) for each in some) or _by_cases(condition, some)


def _by_cases(condition: Any, some: Iterable[Any]) -> bool:
    """Return whether it holds on either side of a choice, such as opiates or crack."""
    choices = [each for each in some if isinstance(each, ops.Or)]
    return any(
        all(_holds(condition, frozenset(conjuncts(side))) for side in (choice.left, choice.right)) for choice in choices
    )


def _says(condition: Any) -> tuple[str, _Values]:
    """Return the column that a condition names values of, and these; no column where it does not."""
    if isinstance(condition, ops.Field):
        return str(condition.name), _YES
    field, values = named_values(condition)
    return ("", frozenset()) if field is None else (str(field.name), frozenset(one.value for one in values))


def _follows(column: str, allowed: _Values, said: str, values: _Values) -> bool:
    if not column or not said:
        return False
    if column == said:
        return values <= allowed
    told = [MEANS.get((said, value), {}).get(column) for value in values]
    return all(one is not None and one <= allowed for one in told)
