"""The declared way to choose statistical neighbours."""

import tomllib
from functools import cache
from importlib.resources import files

from joinedup.core.status import SourceStatus
from joinedup.kinds.neighbours import Likeness, NeighbourMethod


@cache
def neighbour_method() -> NeighbourMethod:
    """Return the method of neighbours.toml."""
    path = files("joinedup.definitions") / "parameters" / "neighbours.toml"
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    return NeighbourMethod(
        slug=said["slug"],
        title=said["title"],
        count=said["count"],
        furthest=said["furthest"],
        fewest=said["fewest"],
        figures=tuple(Likeness(**figure) for figure in said["figure"]),
        caveat=said["caveat"],
        source=said["source"],
        status=SourceStatus(said["status"]),
    )
