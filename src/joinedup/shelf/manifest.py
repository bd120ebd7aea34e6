"""What a version holds: each file with its fingerprint; and which versions there are."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.shelf.plain import one_from

FORMAT = 1
MANIFEST = "manifest.json"
CURRENT = "CURRENT"
"""Lists every version with the fingerprint of its manifest, the one that readers open first; swapped by one rename."""

_LINE = re.compile(r"([1-9][0-9]*) ([0-9a-f]{64})")
_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?")


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of a version: its path inside it, sha256 and size in bytes."""

    path: str
    sha256: str
    size: int

    def __post_init__(self) -> None:
        if not _PATH.fullmatch(self.path):
            raise ValueError(f"'{self.path}' is no path that a version can hold.")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one version says of itself. `is_synthetic` comes from the figures and never from a setting."""

    format: int
    number: int
    is_synthetic: bool
    files: tuple[Listed, ...]

    def __post_init__(self) -> None:
        if self.format != FORMAT:
            raise ValueError(f"This program reads format {FORMAT}, not {self.format}.")

    @property
    def content(self) -> str:
        """What tells one version's content from another's, whatever their numbers."""
        return fingerprint(json.dumps([self.is_synthetic, [asdict(one) for one in self.files]]).encode())


def fingerprint(content: bytes) -> str:
    """Return the sha256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def read_manifest(content: bytes) -> Manifest:
    """Return the manifest in these bytes; ValueError where it is none."""
    return one_from(Manifest, content)


def read_current(root: Path) -> tuple[tuple[int, str], ...]:
    """Return number and manifest's fingerprint of every version, the current one first; empty where there is none.

    Refuses a list that is not ours or is torn.
    """
    try:
        text = (root / CURRENT).read_text(encoding="ascii")
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError:
        text = "?"
    found = [_LINE.fullmatch(line) for line in text.splitlines()]
    numbers = [int(match[1]) for match in found if match]
    if not numbers or len(numbers) != len(found) or not text.endswith("\n") or len(set(numbers)) != len(numbers):
        raise Refusal(f"{root / CURRENT} is not a list of released versions that joinedup wrote, so nothing is read.")
    return tuple((int(match[1]), match[2]) for match in found if match)


def write_current(versions: tuple[tuple[int, str], ...]) -> str:
    """Return the text of the list of versions, the current one first."""
    return "".join(f"{number} {sha256}\n" for number, sha256 in versions)
