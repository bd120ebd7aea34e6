"""Hide enough that nothing hidden can be worked out from what is shown.

Knows nothing of people or places: cells are numbers, figures reveal some of them, and relations say which cells add up
to which. Small systems only: it solves exactly, in fractions, the part of the relations that touches hidden cells.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Cell = Hashable
Row = dict[Cell, Fraction]
"""Cells, each so many times, that come to nought."""


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
    give_way: Collection[Cell] = (),
) -> frozenset[int]:
    """Return the positions of the figures to hide, given what each of them `reveals`.

    Cells in `small` must not be told. A figure that reveals one is hidden; while a small cell can still be worked out
    from shown cells and `relations`, the smallest of the cells it follows from is hidden too, with every figure that
    reveals that one; the same where the unseen parts of a shown total come to fewer than `floor`, with the smallest
    shown part. Cells in `give_way` go before smaller ones. `values` lacks cells nobody measures.
    Ties go to the cell named first in `values`, so the same figures are hidden on every run.
    """
    order = {cell: position for position, cell in enumerate(values)}
    never = sorted(small, key=lambda cell: order[cell])
    secret = set(never)
    while True:
        hidden = frozenset(position for position, cells in enumerate(reveals) if cells & secret)
        shown = {cell for position, cells in enumerate(reveals) if position not in hidden for cell in cells}
        candidates = _leak(values, relations, never, shown, floor)
        if not candidates:
            return hidden
        secret.add(min(candidates, key=lambda cell: (cell not in give_way, values[cell], order[cell])))


def worked_out(relations: Sequence[Relation], shown: set[Cell]) -> dict[Cell, frozenset[Cell]]:
    """Return the unseen cells whose value follows from shown ones, each with the shown cells it follows from."""
    return {
        cell: frozenset(other for other in row if other in shown)
        for rows in _components(relations, shown)
        for cell, row in _solved(rows, shown).items()
        if sum(other not in shown for other in row) == 1
    }


def _leak(
    values: Mapping[Cell, int], relations: Sequence[Relation], small: Sequence[Cell], shown: set[Cell], floor: int
) -> frozenset[Cell]:
    """Return the shown cells of which one must be hidden to close the first leak found; empty where there is none."""
    follows = worked_out(relations, shown)
    for cell in small:
        if follows.get(cell):
            return follows[cell]
    kept = set(small)
    for relation in relations:
        unseen = [part for part in relation.parts if part not in shown]
        beside = frozenset(relation.parts).intersection(shown)
        if relation.total not in shown or not beside or not kept.intersection(unseen):
            continue
        if all(part in values for part in unseen) and sum(values[part] for part in unseen) < floor:
            return beside
    return frozenset()


def _components(relations: Sequence[Relation], shown: set[Cell]) -> list[list[Row]]:
    """Return the relations that hold unseen cells as equations, in groups that share no unseen cell."""
    groups: list[tuple[set[Cell], list[Row]]] = []
    for relation in relations:
        row: Row = {relation.total: Fraction(-1)}
        for part in relation.parts:
            row[part] = row.get(part, Fraction(0)) + 1
        joined_cells, joined_rows = {cell for cell, times in row.items() if times and cell not in shown}, [row]
        if not joined_cells:
            continue
        rest = []
        for cells, rows in groups:
            if cells.isdisjoint(joined_cells):
                rest.append((cells, rows))
            else:
                joined_cells |= cells
                joined_rows = rows + joined_rows
        groups = [*rest, (joined_cells, joined_rows)]
    return [rows for _, rows in groups]


def _solved(rows: Sequence[Row], shown: set[Cell]) -> dict[Cell, Row]:
    """Return the equations solved for as many unseen cells as they allow, by the cell each is solved for."""
    solved: dict[Cell, Row] = {}
    for given in rows:
        row = {cell: times for cell, times in given.items() if times}
        for pivot, known in solved.items():
            if pivot in row:
                row = _minus(row, known, row[pivot])
        pivot = next((cell for cell in row if cell not in shown), None)
        if pivot is None:
            continue
        row = {cell: times / row[pivot] for cell, times in row.items()}
        solved = {
            other: _minus(known, row, known[pivot]) if pivot in known else known for other, known in solved.items()
        }
        solved[pivot] = row
    return solved


def _minus(row: Row, other: Row, times: Fraction) -> Row:
    result = dict(row)
    for cell, factor in other.items():
        left = result.get(cell, Fraction(0)) - times * factor
        if left:
            result[cell] = left
        else:
            del result[cell]
    return result
