"""Put bytes where a loss of power cannot take half of them."""

import json
import os
from pathlib import Path
from typing import Any


def write_json(path: Path, content: Any) -> None:
    """Write `content` as readable JSON."""
    path.write_text(as_json(content), encoding="utf-8")


def as_json(content: Any) -> str:
    """Return `content` as readable JSON."""
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def replace(path: Path, text: str, *, mode: int = 0o600) -> None:
    """Put a file holding `text` in place of whatever is there, by one rename: readers see the old one or the new."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync_folder(path.parent)


def sync_files(folder: Path) -> None:
    """Have every file of a folder, and the folder, written to the disk."""
    for path in sorted(folder.iterdir()):
        sync(path)
    sync_folder(folder)


def sync(path: Path) -> None:
    """Have one file written to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
