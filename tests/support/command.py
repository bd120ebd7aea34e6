"""The `joinedup` command in a process of its own, as a person runs it."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from joinedup.documents.render import NAMES

_KEPT = ("PATH", "OPENBLAS_CORETYPE")


def joinedup(
    *arguments: object, home: Path, folder: Path | None = None, before: tuple[str, ...] = (), **world: str
) -> subprocess.CompletedProcess[str]:
    """Return what the command did: with `home` as its HOME, in `folder`, with nothing of this environment but PATH."""
    home.mkdir(parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return subprocess.run(
        [*before, sys.executable, "-m", "joinedup.cli", *map(str, arguments)],
        cwd=folder or home,
        env={**kept, "HOME": str(home), **world},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def digests(folder: Path) -> dict[str, str]:
    """Return the sha256 of each of the six outputs in `folder`, which must hold them and nothing else."""
    held = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}
    assert set(held) == set(NAMES)
    return held
