"""Where each upper-tier authority's square is on a tile map of England."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from joinedup.definitions.area_table import declared_rows, upper_tier_codes
from joinedup.kinds.area import Tile


def tiles(on: date | None = None) -> Mapping[str, Tile]:
    """Return the square of every upper-tier authority of day `on` (default: the day of the figures), by code.

    Row 0 is the north, column 0 the west; no two share a square. Made by `joinedup.definitions.making.tiles` from
    published boundaries (derived): squares show who is beside whom, not distance or size.
    """
    held = _tiles()
    return MappingProxyType({code: held[code] for code in upper_tier_codes(on)})


@cache
def _tiles() -> Mapping[str, Tile]:
    return {row["code"]: Tile(int(row["row"]), int(row["column"])) for row in declared_rows("tiles.csv")}
