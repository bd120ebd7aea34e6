"""Areas that a file names without a code: councils of a day, aliases, and areas that are several councils together."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from joinedup.core.status import SourceStatus
from joinedup.kinds.area import Area


@dataclass(frozen=True, slots=True)
class MergedArea:
    """Several councils that a publisher gives one figure for. `parts` are the codes of all councils it touches."""

    code: str
    name: str
    parts: tuple[str, ...]
    source: str
    status: SourceStatus


@cache
def merged_areas() -> Mapping[str, MergedArea]:
    """Return every merged area by its code, so that a council can be told which figures it is only a part of."""
    return MappingProxyType(
        {
            row["code"]: MergedArea(
                row["code"], row["name"], tuple(row["parts"]), row["source"], SourceStatus(row["status"])
            )
            for row in _declared()["merged"]
        }
    )


@cache
def printed_names(publisher: str) -> Mapping[str, str]:
    """Return what a publisher prints, to the code of the area it means."""
    return MappingProxyType(_declared()["printed"][publisher])


def named(name: str, areas: Mapping[str, Area], *, publisher: str, on: date) -> tuple[str, str] | None:
    """Return the code and full name of the area that `publisher` means by `name`; None where it is not known.

    A declared name comes first; any other must be the full name of exactly one upper-tier authority of the day `on`.
    Nothing is guessed from part of a name.
    """
    code = printed_names(publisher).get(name)
    if code is None:
        same = [
            area for area in areas.values() if area.kind == "upper-tier" and area.name == name and area.exists_on(on)
        ]
        return (same[0].code, same[0].name) if len(same) == 1 else None
    if code in merged_areas():
        return code, merged_areas()[code].name
    return code, areas[code].name if code in areas else name.replace("&", "and")


@cache
def _declared() -> Mapping[str, Any]:
    return tomllib.loads((files("joinedup.intake.national") / "named_areas.toml").read_text(encoding="utf-8"))
