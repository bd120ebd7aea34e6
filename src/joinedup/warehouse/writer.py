"""The one door through which the warehouse changes: a lock, a staging folder, one rename."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from joinedup.core.refusal import Refusal
from joinedup.warehouse.folder import claim, current_number, manifest_path, sweep
from joinedup.warehouse.manifest import Delivery, Manifest, delivery_to_dict


@dataclass(frozen=True, slots=True)
class Writer:
    """The only writer of a warehouse while its lock is held."""

    root: Path
    before: Manifest | None

    @property
    def staging(self) -> Path:
        """Where to build deliveries before they are committed."""
        return self.root / "staging"

    def refuse_mixing(self, *, is_synthetic: bool, is_case_level: bool, file_name: str) -> None:
        """Refuse invented deliveries beside real people's rows, in any version kept, and the reverse."""
        if self.before is None:
            return
        if is_synthetic and self.before.has_ever_been_real:
            raise Refusal(
                f"{file_name} is synthetic (its codes are reserved for invented places) and this warehouse holds rows "
                "about real people: load it into a warehouse of its own."
            )
        if is_case_level and not is_synthetic and self.before.has_ever_been_synthetic:
            raise Refusal(
                f"{file_name} holds rows about real people and this warehouse holds synthetic deliveries: load it "
                "into a warehouse of its own."
            )

    def commit(
        self,
        deliveries: Sequence[tuple[Delivery, Path]],
        *,
        columns: Mapping[str, Mapping[str, str]],
        received_on: date,
    ) -> Manifest:
        """Move each built folder into place and make the version that holds them current; return its manifest.

        Each new delivery takes the place of those that it replaces. Until the last rename a reader sees the old
        version, after it the new one.
        """
        for delivery, folder in deliveries:
            write_json(folder / "delivery.json", delivery_to_dict(delivery))
            _sync_files(folder)
            target = self.root / "deliveries" / delivery.id
            if not target.exists():  # else an older version holds the very same delivery
                folder.rename(target)
        _sync_folder(self.root / "deliveries")
        manifest = self._next([delivery for delivery, _ in deliveries], columns, received_on)
        built = self.staging / f"version-{manifest.number}"
        built.mkdir()
        (built / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")
        _sync_files(built)
        built.rename(manifest_path(self.root, manifest.number).parent)
        _sync_folder(self.root / "versions")
        pointer = self.root / "CURRENT.new"
        pointer.write_text(f"{manifest.number}\n", encoding="ascii")
        _sync(pointer)
        pointer.replace(self.root / "CURRENT")
        _sync_folder(self.root)
        return manifest

    def _next(
        self, deliveries: Sequence[Delivery], columns: Mapping[str, Mapping[str, str]], received_on: date
    ) -> Manifest:
        held = {one.slot: one for one in self.before.deliveries} if self.before else {}
        for new in deliveries:
            held = {slot: one for slot, one in held.items() if not new.replaces(one)} | {new.slot: new}
        was_real = self.before.has_ever_been_real if self.before else False
        was_synthetic = self.before.has_ever_been_synthetic if self.before else False
        return Manifest(
            number=(self.before.number if self.before else 0) + 1,
            received_on=received_on,
            deliveries=tuple(held[slot] for slot in sorted(held)),
            columns=columns,
            has_ever_been_real=was_real or any(one.is_about_real_people for one in deliveries),
            has_ever_been_synthetic=was_synthetic or any(one.is_synthetic for one in deliveries),
        )


@contextmanager
def writing(root: Path) -> Iterator[Writer]:
    """Wait for the warehouse's lock, sweep what killed loads left, and yield the only writer.

    The lock is the operating system's (flock): it is released when its holder ends, however it ends.
    """
    claim(root)
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        number = current_number(root)
        before = Manifest.from_json(manifest_path(root, number).read_text(encoding="utf-8")) if number else None
        sweep(root, _named_deliveries(root, number))
        try:
            yield Writer(root, before)
        finally:
            for left in (root / "staging").iterdir():
                shutil.rmtree(left)


def _named_deliveries(root: Path, number: int) -> frozenset[str]:
    names: set[str] = set()
    for each in range(1, number + 1):
        manifest = Manifest.from_json(manifest_path(root, each).read_text(encoding="utf-8"))
        names.update(delivery.id for delivery in manifest.deliveries)
    return frozenset(names)


def write_json(path: Path, content: Any) -> None:
    """Write `content` as readable JSON."""
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _sync_files(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        _sync(path)
    _sync_folder(folder)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
