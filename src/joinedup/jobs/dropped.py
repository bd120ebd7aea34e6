"""One file of the drop folder on its way: taken by renames, its end written down before anything is put away.

working/SENDER/ENTRY/sent/      the file and its sidecar, as sent
working/SENDER/ENTRY/item.json  its name: written first
working/SENDER/ENTRY/end.json   what becomes of it: from the moment this is written it can only be carried out

Whatever step a run was killed at, the next goes on from what lies there. The file itself is only ever renamed, until
its rows are in the warehouse and its end is written.
"""

import hashlib
import json
import re
import shutil
import stat
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from joinedup.intake.coverage import sidecar_of
from joinedup.jobs.drop_folder import DONE, IN, QUARANTINE, RETURNED, WORKING, Stamp, move, stamp
from joinedup.warehouse import durable

_ITEM, _END, _SENT = "item.json", "end.json", "sent"
WHY = "why.txt"


@dataclass(frozen=True, slots=True)
class Item:
    """One file being dealt with: whose, what its sender calls it, and the folder that it lies in now."""

    root: Path
    sender: str
    name: str
    folder: Path

    @property
    def sent(self) -> Path:
        """Where what was sent lies."""
        return self.folder / _SENT

    @property
    def file(self) -> Path:
        """The file itself."""
        return self.sent / self.name

    @property
    def sidecar(self) -> Path:
        """What it says of itself; it may be missing."""
        return sidecar_of(self.file)

    def write(self, name: str, text: str) -> None:
        """Put a text beside what was sent, for its sender to read."""
        durable.replace(self.folder / name, text, mode=0o644)


@dataclass(frozen=True, slots=True)
class End:
    """Where an item goes, in words why, and the day from which what was sent is not kept any more (None: at once)."""

    to: str
    why: str
    file: str
    size: int
    at: str
    remove_on: str | None
    receipt: str | None = None
    tell: bool = False
    """Whether its sender is told that it was moved away unread."""


def take(root: Path, path: Path, before: Stamp) -> Item | None:
    """Move a file and its sidecar out of their sender's reach; None where it changed or went since the look."""
    sender = path.parent.parent.name
    told = json.dumps([sender, path.name.encode("utf-8", "backslashreplace").decode(), *before[:3]])
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", path.name)[:60].lstrip(".")
    folder = root / WORKING / sender / f"{plain}.{hashlib.sha256(told.encode()).hexdigest()[:8]}"
    (folder / _SENT).mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    item = Item(root, sender, path.name, folder)
    durable.replace(folder / _ITEM, json.dumps({"name": path.name}), mode=0o644)
    sidecar = sidecar_of(path)
    try:
        if _lies(sidecar):
            move(sidecar, item.sidecar)
        move(path, item.file)
    except PermissionError:
        _put_back(item)
        raise
    except FileNotFoundError:  # its sender took it away again
        _put_back(item)
        return None
    if stat.S_ISREG(before[3]) and stamp(item.file) != before:
        _put_back(item)
        return None
    return item


def left_over(root: Path) -> Iterator[Item]:
    """Yield what an earlier run did not bring to its end; what it had not wholly taken goes back first."""
    for place in sorted((root / WORKING).iterdir()):
        for folder in sorted(place.iterdir()):
            said = folder / _ITEM
            if not said.exists():  # killed before anything was moved
                shutil.rmtree(folder)
                continue
            item = Item(root, place.name, json.loads(said.read_text(encoding="utf-8"))["name"], folder)
            if (folder / _END).exists() or _lies(item.file):
                yield item
            else:
                _put_back(item)


def end_of(item: Item) -> End | None:
    """Return the end that was written for an item; None where it is still to be decided."""
    try:
        return End(**json.loads((item.folder / _END).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def write_end(item: Item, end: End) -> None:
    """Write what becomes of an item, by one rename."""
    item.write(_END, durable.as_json(asdict(end)))


def carry_out(item: Item, end: End) -> Path:
    """Put an item where its end says; return where that is. Each step can be done twice."""
    if end.to == QUARANTINE:
        home = item.root / QUARANTINE / item.sender
        if end.tell:
            note = item.root / item.sender / RETURNED / item.folder.name
            note.mkdir(exist_ok=True)
            durable.replace(note / WHY, (item.folder / WHY).read_text(encoding="utf-8"), mode=0o644)
    else:
        home = item.root / item.sender / end.to
    if end.remove_on is None and item.sent.exists():
        shutil.rmtree(item.sent)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    target, again = home / item.folder.name, 2
    while _lies(target):
        target, again = home / f"{item.folder.name}-{again}", again + 1
    move(item.folder, target)
    durable.sync_folder(home)
    return target


def remove_due(root: Path, on: date) -> Iterator[Path]:
    """Remove what was sent of every item whose day has come, and yield each folder; receipts and reports stay."""
    homes = [path for part in (DONE, RETURNED) for path in root.glob(f"*/{part}")]
    homes += list((root / QUARANTINE).iterdir())
    for home in sorted(homes):
        for folder in sorted(home.iterdir()) if home.is_dir() and not home.is_symlink() else ():
            day = _day_of_removal(folder)
            if day is not None and day <= on:
                shutil.rmtree(folder / _SENT)
                yield folder


def _day_of_removal(folder: Path) -> date | None:
    if folder.is_symlink() or not (folder / _SENT).is_dir() or (folder / _SENT).is_symlink():
        return None
    try:
        said = json.loads((folder / _END).read_text(encoding="utf-8"))["remove_on"]
        return date.fromisoformat(said)
    except (OSError, ValueError, KeyError, TypeError):
        return None  # no folder that we made, or one that somebody changed: it is theirs to see to


def _put_back(item: Item) -> None:
    """Put a file that was not wholly taken, or not as it was seen, back to its sender's `in`."""
    inbox = item.root / item.sender / IN
    for path in (item.file, item.sidecar):
        if _lies(path):
            if not _lies(inbox / path.name):
                move(path, inbox / path.name)
            elif path == item.file:  # another has come of that name: this one waits beside it
                move(path, inbox / f"{item.folder.name}.{path.name}")
    shutil.rmtree(item.folder)


def _lies(path: Path) -> bool:
    return path.is_symlink() or path.exists()
