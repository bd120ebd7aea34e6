"""Make tiles.csv: `python -m joinedup.definitions.making.tiles BOUNDARIES.geojson OUT.csv`.

One square for each upper-tier authority, laid out by where it is: the points of the published boundaries are pushed
apart until each has room, put on the nearest free squares of a grid, and moved or swapped while that brings
neighbours nearer their true direction. Every step is arithmetic in a fixed order, so the same boundaries give the same
tiles. Councils of other days take the square of the council they became or came from.
"""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from joinedup.core.place import ENGLAND_CODE
from joinedup.core.refusal import Refusal
from joinedup.definitions.area_changes import successions
from joinedup.definitions.area_table import areas
from joinedup.intake.national import recognise

_SHRINK = np.cos(np.radians(52.8))
"""A degree of longitude beside one of latitude, in the middle of England."""
_TILES_A_DEGREE = 4.4
"""How many squares a degree of latitude is to begin with: about 25 km each, a little less than England over 153."""
_ROUNDS = 600
_NEAREST = 6
"""How many nearest authorities each should lie near and in the right direction of."""
_BESIDE = ((1, 0), (0, -1), (0, 1), (-1, 0), (1, -1), (1, 1), (-1, -1), (-1, 1))
"""Squares beside one as rows down and columns along, in the order they are tried."""
_KEEP = 0.02
"""Weight of staying where the pushing apart left it."""


def lay_out(points: Mapping[str, tuple[float, float]]) -> dict[str, tuple[int, int]]:
    """Return row (0 is the north) and column (0 is the west) of each code's square from longitude and latitude."""
    codes = sorted(points)
    true = np.array([(points[code][0] * _SHRINK, -points[code][1]) for code in codes]) * _TILES_A_DEGREE
    true -= true.min(axis=0)
    spread = _push_apart(true.copy())
    cells = _place(spread)
    cells = _settle(cells, true, spread)
    cells -= cells.min(axis=0)
    return {code: (int(y), int(x)) for code, (x, y) in zip(codes, cells, strict=True)}


def _push_apart(at: np.ndarray) -> np.ndarray:
    for _ in range(_ROUNDS):
        gap = at[:, None, :] - at[None, :, :]
        far = np.sqrt((gap**2).sum(axis=2))
        np.fill_diagonal(far, np.inf)
        short = np.clip(1.0 - far, 0.0, None)
        at = at + (gap / np.maximum(far, 1e-9)[:, :, None] * (short / 4)[:, :, None]).sum(axis=1)
    return at


def _place(spread: np.ndarray) -> np.ndarray:
    low, high = np.floor(spread.min(axis=0)).astype(int) - 1, np.ceil(spread.max(axis=0)).astype(int) + 1
    free = np.array([(x, y) for y in range(low[1], high[1] + 1) for x in range(low[0], high[0] + 1)])
    cost = ((spread[:, None, :] - free[None, :, :]) ** 2).sum(axis=2)
    _, chosen = linear_sum_assignment(np.round(cost, 9))
    return np.asarray(free[chosen])


def _settle(cells: np.ndarray, true: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """Move a tile to a free square beside it, or swap two near ones, while the whole gets better; until none helps."""
    count = len(cells)
    gap = true[None, :, :] - true[:, None, :]
    far = np.sqrt((gap**2).sum(axis=2))
    np.fill_diagonal(far, np.inf)
    near = np.zeros((count, count), dtype=bool)
    near[np.arange(count)[:, None], np.argsort(far, axis=1, kind="stable")[:, :_NEAREST]] = True
    near |= near.T
    wanted = gap / np.maximum(far, 1e-9)[:, :, None] * 1.1

    def cost(tile: int, cell: np.ndarray, at: np.ndarray) -> float:
        others = np.flatnonzero(near[tile])
        off = at[others] - cell - wanted[tile, others]
        return float(np.round((off**2).sum() + _KEEP * ((cell - spread[tile]) ** 2).sum(), 9))

    steps = [(dx, dy) for dy in range(-2, 3) for dx in range(-2, 3) if (dx, dy) != (0, 0)]
    is_better = True
    while is_better:
        is_better = False
        taken = {tuple(cell): tile for tile, cell in enumerate(cells.tolist())}
        for tile in range(count):
            for step in steps:
                here, there = tuple(cells[tile].tolist()), tuple((cells[tile] + step).tolist())
                other = taken.get(there)
                before = cost(tile, cells[tile], cells) + (0 if other is None else cost(other, cells[other], cells))
                trial = cells.copy()
                trial[tile] = there
                if other is not None:
                    trial[other] = here
                after = cost(tile, trial[tile], trial) + (0 if other is None else cost(other, trial[other], trial))
                if after < before - 1e-6:
                    cells, is_better = trial, True
                    taken[there] = tile
                    if other is None:
                        del taken[here]
                    else:
                        taken[here] = other
    return cells


def with_other_days(tiles: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Return the tiles with those of upper-tier councils of other days: of the first council they became or came from.

    No two councils of one day share a square: where more councils became one than have squares, the others take a free
    square beside it.
    """
    found = dict(tiles)
    held = areas()
    upper = {area.code for area in held.values() if area.kind == "upper-tier" and area.part_of == ENGLAND_CODE}
    links = [(each.former, each.became) for each in successions() if each.former in upper and each.became in upper]
    is_larger = True
    while is_larger:
        is_larger = False
        for former, became in links:
            for code, other in ((former, became), (became, former)):
                if code and other and code not in found and other in found and _is_free(found, found[other], code):
                    found[code] = found[other]
                    is_larger = True
    for code in sorted(upper - set(found)):
        beside = [found[became] for former, became in links if former == code and became in found]
        squares = [(row + down, column + along) for row, column in beside for down, along in _BESIDE]
        free = next((square for square in squares if _is_free(found, square, code)), None)
        if free is None:
            raise Refusal(f"No square is left for {held[code].name} ({code}).")
        found[code] = free
    return found


def _is_free(tiles: Mapping[str, tuple[int, int]], square: tuple[int, int], code: str) -> bool:
    """Return whether no council that ever stood beside this one has the square."""
    return not any(tiles[other] == square and _stood_together(code, other) for other in tiles)


def _stood_together(one: str, other: str) -> bool:
    (a, b), (c, d) = (
        (held.valid_from or date.min, held.valid_to or date.max) for held in (areas()[one], areas()[other])
    )
    return a < d and c < b


def read_points(path: Path) -> dict[str, tuple[float, float]]:
    """Return longitude and latitude of the English upper-tier authorities of a boundary file."""
    reader = recognise(path)
    if reader is None:
        raise Refusal(f"{path.name} is no boundary file that we know.")
    rows: Sequence[Mapping[str, object]] = reader.read(path, areas()).tables["boundary"].to_pylist()
    return {
        str(row["area"]): (float(str(row["longitude"])), float(str(row["latitude"])))
        for row in rows
        if row["area_kind"] == "upper-tier" and str(row["area"]).startswith("E")
    }


def main(path: Path, out: Path) -> None:
    """Read the boundaries and write the table."""
    tiles = with_other_days(lay_out(read_points(path)))
    lines = ["code,row,column", *(f"{code},{row},{column}" for code, (row, column) in sorted(tiles.items()))]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
