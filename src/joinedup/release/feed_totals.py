"""Totals of a partner's feed for one council and year: which of them are hidden, so that nobody can be recognised."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from joinedup.release.protection import Cell, Relation, hidden_figures
from joinedup.release.release import HIDDEN


@dataclass(frozen=True, slots=True)
class Total:
    """One number of a feed, added up; `value` is None where it is not told, and `note` says why.

    `is_count`: it counts something; a weight counts nothing. `part_of` names the field of which it is a part.
    """

    field: str
    value: float | None
    note: str = ""
    is_count: bool = True
    part_of: str | None = None
    is_hidden: bool = False


def protect(totals: Sequence[Total], floor: int) -> tuple[Total, ...]:
    """Return the totals of one feed, council and year, with those hidden that tell of fewer than `floor`.

    A part is hidden too where what is left of its whole is fewer, and so is whatever a hidden one could be worked out
    from. Where any count is hidden so is every weight: of one seizure it is the seizure's.
    """
    counts = [one for one in totals if one.is_count and one.value is not None]
    values: dict[Cell, int] = {one.field: round(one.value or 0) for one in counts}
    reveals: list[frozenset[Cell]] = []
    relations: list[Relation] = []
    for one in counts:
        rest = ("left over", one.field)
        if one.part_of in values:
            values[rest] = values[one.part_of] - values[one.field]
            relations.append(Relation(one.part_of, (one.field, rest)))
        reveals.append(frozenset({one.field}))
    small = [cell for cell, value in values.items() if value < floor]
    parts = [one.field for one in counts if one.part_of is not None]  # readers need the whole more
    found = hidden_figures(values, reveals, relations, small, floor, parts)
    hidden = {counts[position].field for position in found}
    return tuple(_shown(one, hidden) for one in totals)


def _shown(one: Total, hidden: set[str]) -> Total:
    is_hidden = one.value is not None and (one.field in hidden or (bool(hidden) and not one.is_count))
    return replace(one, value=None, note=HIDDEN, is_hidden=True) if is_hidden else one
