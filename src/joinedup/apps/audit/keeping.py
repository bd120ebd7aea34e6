"""What lies outside the database: the key of its chain, and the heads that show where the chain had got to."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from joinedup.core.chain import Head
from joinedup.core.refusal import Refusal

_A_LINE = 256
"""More bytes than a head takes: a mark, a number and a seal."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The two files of one database's chain."""

    key: Path
    heads: Path


def kept_for(using: str) -> Kept:
    """Return the files that the settings name for a database; refuse those that lie beside what they are to guard."""
    named = settings.AUDIT[using]
    for path in (named["KEY"], named["HEADS"]):
        if path.resolve().is_relative_to(settings.DATA.resolve()):
            raise Refusal(f"{path} lies in the folder of the site's data {settings.DATA}: keep it elsewhere.")
    return Kept(named["KEY"], named["HEADS"])


def keep_head(path: Path, mark: str, head: Head, *, to_disk: bool) -> None:
    """Add a head to the file; with `to_disk` return only once a power cut cannot take it back."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        os.write(file, f"{mark} {head.number} {head.seal}\n".encode("ascii"))
        if to_disk:
            os.fsync(file)
    finally:
        os.close(file)


def flush_heads(path: Path) -> None:
    """Return once a power cut takes back no head that stands in the file."""
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return
    try:
        os.fsync(file)
    finally:
        os.close(file)


def last_head(path: Path) -> tuple[str, Head] | None:
    """Return the head that stands last in the file, with its chain's mark; None where there is none or it is torn."""
    try:
        with path.open("rb") as file:
            file.seek(max(file.seek(0, os.SEEK_END) - _A_LINE, 0))
            lines = file.read().decode("ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return None
    heads = _parsed(lines[-1:])
    return heads[0] if heads else None


def read_heads(path: Path) -> tuple[tuple[str, Head], ...]:
    """Return each head kept, with the mark of the chain that it ended; what a power cut tore is left out."""
    try:
        lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return ()
    return _parsed(lines)


def _parsed(lines: list[str]) -> tuple[tuple[str, Head], ...]:
    parts = [line.split() for line in lines]
    return tuple((one[0], Head(int(one[1]), one[2])) for one in parts if len(one) == 3 and one[1].isdigit())
