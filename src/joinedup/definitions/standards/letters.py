"""The letters of the NDTMS core data set, one file each in `ndtms/letters/`, found by walking the folder."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from joinedup.core.refusal import Refusal
from joinedup.core.status import SourceStatus
from joinedup.kinds.letter import Change, Letter, Written, change_of

_NDTMS = files("joinedup.definitions").joinpath("standards", "ndtms")


@dataclass(frozen=True, slots=True)
class Bound:
    """The first day a letter had an item, or the first it no longer had; `day` is None where none is established."""

    day: date | None = None
    status: SourceStatus | None = None


@cache
def ndtms_letters() -> tuple[Letter, ...]:
    """Return every letter held, in the order in which they came (that of the alphabet)."""
    held = [one for one in _NDTMS.joinpath("letters").iterdir() if one.name.endswith(".toml")]
    return tuple(sorted((_letter(tomllib.loads(one.read_text(encoding="utf-8"))) for one in held), key=_name))


def ndtms_letter(letter: str) -> Letter:
    """Return one letter; refuse one that is not held, naming those that are."""
    for one in ndtms_letters():
        if one.letter == letter.strip().upper():
            return one
    held = ", ".join(one.letter for one in ndtms_letters())
    raise Refusal(f"There is no letter '{letter}' of the NDTMS data set here; letters held: {held}.")


@cache
def ndtms_sources() -> dict[str, str]:
    """Return what each source key (S1, S2 …) stands for, and where it is."""
    entries = tomllib.loads(_NDTMS.joinpath("sources.toml").read_text(encoding="utf-8"))["source"]
    return {entry["key"]: f"{entry['what']} ({entry['where']})" for entry in entries}


def bounds(header: str) -> tuple[Bound, Bound]:
    """Return the day on which a letter brought an item in, and the day on which one took it out."""
    found = [Bound(), Bound()]
    for letter in ndtms_letters():
        for place, changes in enumerate((letter.added, letter.gone)):
            change = change_of(header, changes)
            if change is not None:
                found[place] = Bound(letter.starts, change.status)
    return found[0], found[1]


def _name(letter: Letter) -> str:
    return letter.letter


def _letter(entry: dict[str, Any]) -> Letter:
    written = entry.get("written")
    return Letter(
        letter=entry["letter"],
        starts=entry.get("starts"),
        status=SourceStatus(entry["status"]),
        source=entry["source"],
        written=None
        if written is None
        else Written(
            tuple(written["headers"]), written["is_whole"], SourceStatus(written["status"]), written["source"]
        ),
        added=_changes(entry.get("added", ())),
        gone=_changes(entry.get("gone", ())),
        codes_added=_changes(entry.get("codes_added", ())),
        codes_gone=_changes(entry.get("codes_gone", ())),
        told=tuple(entry.get("told", ())),
    )


def _changes(entries: Iterable[dict[str, Any]]) -> tuple[Change, ...]:
    return tuple(
        Change(
            tuple(entry["codes"] if "list" in entry else entry["headers"]),
            SourceStatus(entry["status"]),
            entry["source"],
            entry.get("list", ""),
        )
        for entry in entries
    )
