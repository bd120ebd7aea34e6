"""Hide enough that nothing hidden can be worked out from what is shown.

Knows nothing of people or places: cells are numbers, figures reveal some of them, and relations say which cells add up
to which. Small systems only: it solves exactly, in fractions, the part of the relations that touches hidden cells.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Cell = Hashable


@dataclass(frozen=True, slots=True)
class Relation:
    """`total` is the sum of `parts`, as anyone who knows what they mean can tell."""

    total: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)


def hidden_figures(
    values: Mapping[Cell, int],
    reveals: Sequence[frozenset[Cell]],
    relations: Sequence[Relation],
    small: Iterable[Cell],
    floor: int,
) -> frozenset[int]:
    """Return the positions of the figures to hide, given what each of them `reveals`.

    Cells in `small` must not be told. A figure that reveals one is hidden; while a hidden cell can still be worked out
    from shown cells and `relations`, or the hidden parts of a shown total come to fewer than `floor`, the smallest
    shown cell beside it is hidden too, with every figure that reveals it. `values` lacks cells nobody measures.
    Ties go to the cell named first in `values`, so the same figures are hidden on every run.
    """
    order = {cell: position for position, cell in enumerate(values)}
    secret = set(small)
    while True:
        hidden = frozenset(position for position, cells in enumerate(reveals) if cells & secret)
        shown = {cell for position, cells in enumerate(reveals) if position not in hidden for cell in cells}
        exposed = _exposed(values, relations, secret, shown, floor)
        if not exposed:
            return hidden
        candidates = _beside(exposed, relations, shown) or shown
        if not candidates:
            return hidden
        secret.add(min(candidates, key=lambda cell: (values[cell], order[cell])))


def worked_out(relations: Sequence[Relation], secret: Iterable[Cell], shown: set[Cell]) -> frozenset[Cell]:
    """Return the secret cells whose value follows from the shown ones."""
    found: set[Cell] = set()
    for cells, rows in _components(relations, shown):
        wanted = cells.intersection(secret)
        if wanted:
            found |= wanted & _determined(rows)
    return frozenset(found)


def _exposed(
    values: Mapping[Cell, int], relations: Sequence[Relation], secret: set[Cell], shown: set[Cell], floor: int
) -> frozenset[Cell]:
    exposed = set(worked_out(relations, secret, shown))
    for relation in relations:
        unseen = [part for part in relation.parts if part not in shown]
        if relation.total not in shown or not secret.intersection(unseen):
            continue
        others_to_hide = len(unseen) < len(relation.parts)
        if others_to_hide and all(part in values for part in unseen) and sum(values[part] for part in unseen) < floor:
            exposed |= secret.intersection(unseen)
    return frozenset(exposed)


def _beside(exposed: frozenset[Cell], relations: Sequence[Relation], shown: set[Cell]) -> set[Cell]:
    """Shown parts of the relations an exposed cell stands in; their totals where no part is shown."""
    near = [relation for relation in relations if exposed.intersection(relation.cells)]
    parts = {part for relation in near for part in relation.parts if part in shown}
    return parts or {relation.total for relation in near if relation.total in shown}


def _components(relations: Sequence[Relation], shown: set[Cell]) -> list[tuple[set[Cell], list[dict[Cell, Fraction]]]]:
    """Split the relations into groups that share no unseen cell, each as equations in its unseen cells."""
    groups: list[tuple[set[Cell], list[dict[Cell, Fraction]]]] = []
    for relation in relations:
        row: dict[Cell, Fraction] = {}
        for cell, sign in ((relation.total, -1), *((part, 1) for part in relation.parts)):
            if cell not in shown:
                row[cell] = row.get(cell, Fraction(0)) + sign
        row = {cell: factor for cell, factor in row.items() if factor}
        if not row:
            continue
        joined_cells, joined_rows = set(row), [row]
        rest = []
        for cells, rows in groups:
            if cells.isdisjoint(joined_cells):
                rest.append((cells, rows))
            else:
                joined_cells |= cells
                joined_rows = rows + joined_rows
        groups = [*rest, (joined_cells, joined_rows)]
    return groups


def _determined(rows: Sequence[Mapping[Cell, Fraction]]) -> set[Cell]:
    """Return the unknowns with one possible value: those left alone in their row after elimination."""
    reduced: dict[Cell, dict[Cell, Fraction]] = {}
    for given in rows:
        row = dict(given)
        for pivot, known in reduced.items():
            if pivot in row:
                row = _minus(row, known, row[pivot])
        if not row:
            continue
        pivot = next(iter(row))
        row = {cell: factor / row[pivot] for cell, factor in row.items()}
        reduced = {
            other: _minus(known, row, known[pivot]) if pivot in known else known for other, known in reduced.items()
        }
        reduced[pivot] = row
    return {pivot for pivot, row in reduced.items() if len(row) == 1}


def _minus(row: Mapping[Cell, Fraction], other: Mapping[Cell, Fraction], times: Fraction) -> dict[Cell, Fraction]:
    result = dict(row)
    for cell, factor in other.items():
        result[cell] = result.get(cell, Fraction(0)) - times * factor
    return {cell: factor for cell, factor in result.items() if factor}
