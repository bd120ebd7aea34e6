"""One consistent point of the whole site in a folder: both databases, what is released, the warehouse; heads noted."""

import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from joinedup import __version__
from joinedup.apps.audit.key import read_key
from joinedup.apps.audit.models import ChainEnd
from joinedup.apps.operations.dumping import dumped, lock, schema_of
from joinedup.core.refusal import Refusal
from joinedup.shelf.manifest import CURRENT, MANIFEST, fingerprint
from joinedup.shelf.manifest import write_current as current_text
from joinedup.shelf.reading import NotReleased, open_version
from joinedup.warehouse.sealing import DoesNotOpen, seal, unseal

FORMAT: Final = 1
POINTS: Final = "points"
WAREHOUSE: Final = "warehouse"
ABOUT: Final = "site.json"
DATABASES: Final = ("default", "identifiable")


@dataclass(frozen=True, slots=True)
class Point:
    """What a point says of itself: when and by which version, the ends of both chains, tables, fingerprints, sizes."""

    format: int
    made_at: str
    version: str
    ends: dict[str, dict[str, Any]]
    schema: dict[str, list[str]]
    sealed: dict[str, str]
    released: int | None
    has_warehouse: bool


def back_up(to: Path, *, at: datetime) -> list[str]:
    """Write a new point into the folder, whole or not at all, and return what to say. Acts wait while it is read.

    Both databases are encrypted under the backup's key, which is not in it. Points before are taken away once the new
    one stands.
    """
    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    points = to / POINTS
    points.mkdir(exist_ok=True, mode=0o700)
    staged = points / "staging"
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(mode=0o700)
    number = max(numbers(points), default=0) + 1
    said = _warehouse(to)
    key = read_key(settings.BACKUP_KEY, may_make=True)
    # Both at one instant: an act takes the site's own record first, then the other, and so does this.
    with transaction.atomic(durable=True):
        lock("default")
        with transaction.atomic(using="identifiable", durable=True):
            lock("identifiable")
            texts = {using: "\n".join(dumped(using)).encode() for using in DATABASES}
            ends = {using: _end(using) for using in DATABASES}
            schema = {using: schema_of(using) for using in DATABASES}
            released = _copy_released(staged)
    sealed = {}
    for using, text in texts.items():
        content = b"".join(seal(memoryview(text), key, _about(number, using)))
        _write(staged / f"{using}.sealed", content)
        sealed[using] = fingerprint(content)
    point = Point(FORMAT, at.isoformat(), __version__, ends, schema, sealed, released, bool(said))
    _write(staged / ABOUT, json.dumps(asdict(point), indent=1).encode())
    staged.rename(points / str(number))
    for old in numbers(points):
        if old < number:
            shutil.rmtree(points / str(old))
    return [
        f"{to} holds the site as it was at {at.isoformat(timespec='seconds')}: both databases up to line "
        f"{ends['default']['number']} and {ends['identifiable']['number']} of their records of acts"
        f"{'' if released is None else f', released version {released}'}{', and the warehouse' if said else ''}.",
        f"The databases are encrypted under {settings.BACKUP_KEY}. No key is in it: keep a copy of the folder of keys "
        "and heads in another place, never beside it.",
        *said,
    ]


def numbers(points: Path) -> list[int]:
    """Return the numbers of the points that are whole."""
    return sorted(int(one.name) for one in points.iterdir() if one.name.isdecimal() and (one / ABOUT).exists())


def last_point(backup: Path) -> tuple[Path, Point]:
    """Return the last whole point; refuse a folder that holds none, or one that this program cannot read."""
    points = backup / POINTS
    found = numbers(points) if points.is_dir() else []
    if not found:
        raise Refusal(f"{backup} holds no backup of a site: `joinedup site-backup` writes one.")
    folder = points / str(found[-1])
    try:
        point = Point(**json.loads((folder / ABOUT).read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        raise Refusal(f"What {folder / ABOUT} says is not as it was written.") from None
    if point.format != FORMAT:
        raise Refusal(f"This program reads format {FORMAT} of a site's backup, not {point.format}.")
    return folder, point


def text_of(folder: Path, point: Point, using: str) -> str:
    """Return one database's rows as lines; refuse what is spoilt, exchanged, or under another key."""
    content = (folder / f"{using}.sealed").read_bytes()
    if fingerprint(content) != point.sealed[using]:
        raise Refusal(f"{folder / f'{using}.sealed'} is not as it was written.")
    try:
        key = read_key(settings.BACKUP_KEY, may_make=False)
        return unseal(memoryview(content), key, _about(int(folder.name), using)).decode()
    except DoesNotOpen:
        raise Refusal(f"{folder / f'{using}.sealed'} does not open under the key {settings.BACKUP_KEY}.") from None


def _about(number: int, using: str) -> str:
    return f"site-backup:{number}:{using}"


def _end(using: str) -> dict[str, Any]:
    end = ChainEnd.objects.using(using).get(id=1)
    return {"mark": end.mark, "number": end.number, "seal": end.seal}


def _copy_released(staged: Path) -> int | None:
    """Copy the current version, each file's fingerprint checked; older versions are not kept."""
    try:
        version = open_version(Path(settings.RELEASED))
    except NotReleased:
        return None
    into = staged / "released"
    manifest = (version.folder / MANIFEST).read_bytes()
    for path in (*(one.path for one in version.manifest.files), MANIFEST):
        target = into / str(version.number) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, manifest if path == MANIFEST else version.read(path))
    _write(into / CURRENT, current_text(((version.number, fingerprint(manifest)),)).encode())
    return version.number


def _warehouse(to: Path) -> list[str]:
    """Bring the copy of the warehouse up to date, where there is one."""
    if settings.WAREHOUSE is None or not Path(settings.WAREHOUSE).exists():
        return []
    from joinedup.jobs.backups import backup

    return backup(Path(settings.WAREHOUSE), to / WAREHOUSE)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
