"""The drop folder: what lies where, who is at work in it, and which files have stopped growing.

SENDER/in/          where a sender puts its files, each with its FILE.toml
SENDER/done/        a folder for each file that was loaded: its receipt and its report
SENDER/returned/    the same for each that was not, with the file itself
quarantine/SENDER/  what nobody may send: moved away unread, with the reason
working/SENDER/     what is being dealt with; the next run goes on with it
watch.lock          held by the one who is at work

A folder for each sender is what an SFTP server can bar others from: make SENDER its root, `in` writable and the other
two not.
"""

import errno
import fcntl
import os
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.intake.coverage import SIDECAR, sidecar_of

IN, DONE, RETURNED = "in", "done", "returned"
QUARANTINE, WORKING = "quarantine", "working"
LOCK = "watch.lock"
_UNFINISHED = (".part", ".tmp", ".filepart", ".partial", ".crdownload", ".swp")
"""How programs call a file while they write it."""

Stamp = tuple[int, int, int, int]


@contextmanager
def attending(folder: Path, apart: Mapping[str, Path]) -> Iterator[None]:
    """Make the folder ready and keep others from working in it; refuse one that is something else already.

    `apart` are places by what they are (the warehouse, the agreements, keys) that must not lie in it.
    """
    for what, other in apart.items():
        if other.resolve().is_relative_to(folder.resolve()):
            raise Refusal(
                f"The {what} {other} lies in the drop folder {folder}: keep them apart, as senders write into the one "
                "and must never reach the other."
            )
    if folder.exists() and not folder.is_dir():
        raise Refusal(f"{folder} is a file; a drop folder is a folder.")
    if folder.exists() and not (folder / LOCK).exists() and any(folder.iterdir()):
        raise Refusal(
            f"{folder} holds other things and was never a drop folder: choose an empty or new one, as files in it are "
            "moved."
        )
    for part in (QUARANTINE, WORKING):
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_link(folder / part)
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(f"Another `joinedup watch` is at work on {folder}: one at a time.") from None
        for part in (QUARANTINE, WORKING):
            (folder / part).mkdir(exist_ok=True, mode=0o700)
        yield


def open_folders(folder: Path, senders: Collection[str]) -> None:
    """Make each declared sender's folders, where they are not there yet; refuse a link in the place of one."""
    for sender in senders:
        if sender.lower() in (QUARANTINE, WORKING):
            raise Refusal(f"A sender cannot be called '{sender}': the drop folder has a folder of that name.")
        for part in (folder / sender, *(folder / sender / name for name in (IN, DONE, RETURNED))):
            _refuse_link(part)
            part.mkdir(exist_ok=True, mode=0o750)


def look(folder: Path, senders: Collection[str]) -> dict[Path, Stamp]:
    """Return everything that lies in a sender's `in`, declared or not, with what tells whether it is as it was.

    Names that programs give to unfinished files, and hidden ones, are passed over. Nothing is opened.
    """
    found: dict[Path, Stamp] = {}
    for place in sorted(folder.iterdir()):
        inbox = place / IN
        if place.name in (QUARANTINE, WORKING) or not (_is_folder(place) and _is_folder(inbox)):
            continue
        for entry in sorted(inbox.iterdir()):
            if not entry.name.startswith((".", "~$")) and not entry.name.lower().endswith(_UNFINISHED):
                found[entry] = stamp(entry)
    return found


def settled(before: Mapping[Path, Stamp], now: Mapping[Path, Stamp], senders: Collection[str]) -> list[Path]:
    """Return what is as it was at the look before, its sidecar too, in the order of senders and names.

    A sidecar comes with its file: one whose file is not there is left waiting for it. Of a folder that belongs to no
    declared sender everything is taken.
    """
    whole = [path for path in now if before.get(path) == now[path]]
    taken = []
    for path in whole:
        sidecar = sidecar_of(path)
        if path.name.endswith(SIDECAR):
            waits = path.parent.parent.name in senders and stat.S_ISREG(now[path][3])
            if waits or path.with_name(path.name.removesuffix(SIDECAR)) in now:
                continue
        if sidecar not in now or before.get(sidecar) == now[sidecar]:
            taken.append(path)
    return taken


def stamp(path: Path) -> Stamp:
    """Return size, time of the last change, number and kind of what lies here, of a link itself and not its target."""
    said = path.lstat()
    return (said.st_size, said.st_mtime_ns, said.st_ino, said.st_mode)


def move(source: Path, target: Path) -> None:
    """Move by one rename; refuse where the two lie on different disks, as a copy could be cut short."""
    try:
        source.rename(target)
    except OSError as fault:
        if fault.errno != errno.EXDEV:
            raise
        raise Refusal(f"{source} and {target.parent} lie on different disks: a drop folder lies on one.") from None


def shown(name: str) -> str:
    """Return a file's name as it can be shown: whatever is no letter, mark or digit that prints becomes '?'."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)


def _is_folder(path: Path) -> bool:
    return stat.S_ISDIR(path.lstat().st_mode) if os.path.lexists(path) else False


def _refuse_link(path: Path) -> None:
    if os.path.lexists(path) and not _is_folder(path):
        raise Refusal(f"{path} is not a folder, and the drop folder needs one there: take it away.")
