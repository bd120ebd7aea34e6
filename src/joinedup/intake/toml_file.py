"""Read a small file that somebody wrote in TOML: what a delivery covers, or an agreement."""

import tomllib
from pathlib import Path
from typing import Any

from joinedup.core.refusal import Refusal

_LONGEST = 1 << 20


def read_toml(path: Path) -> dict[str, Any]:
    """Return what the file says; refuse one that is a folder, is too long, or is no TOML in UTF-8, naming it."""
    if path.is_dir():
        raise Refusal(f"{path.name} is a folder; a file of names and values is expected.")
    if path.stat().st_size > _LONGEST:
        raise Refusal(f"{path.name} is longer than a megabyte: a few lines of names and values are expected.")
    try:
        text = path.read_bytes().decode("utf-8-sig")  # some editors write a mark before the first letter
    except UnicodeDecodeError:
        raise Refusal(f"{path.name} is not in the encoding UTF-8: save it so.") from None
    return toml_of(text, path.name)


def toml_of(text: str, name: str) -> dict[str, Any]:
    """Return what a text says; refuse one that is no TOML, under the name of what holds it."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):  # numbers and lists beyond what Python reads are no TOMLDecodeError
        raise Refusal(f"{name} cannot be read as TOML: each line is a name, '=' and a value.") from None
