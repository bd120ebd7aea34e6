"""Put a version on the shelf, whole or not at all."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.shelf.manifest import CURRENT, FORMAT, MANIFEST, Listed, Manifest, fingerprint, read_current
from joinedup.shelf.manifest import write_current as current_text
from joinedup.shelf.plain import to_bytes
from joinedup.shelf.reading import open_version

_STAGING, _LOCK, _NEW = "staging", "lock", f"{CURRENT}.new"


def put_version(
    root: Path, files: Mapping[str, bytes], *, is_synthetic: bool, last_look: Callable[[], None] | None = None
) -> tuple[int, bool]:
    """Put `files` (path inside the version, content) under the next number; return it and whether it is new.

    Where the current version holds just these, it stands and no other is made. Until `CURRENT` is swapped, by one
    rename, no reader sees any of it; what a killed run left goes away with the next. One writer at a time: others wait.
    Refuses a folder that holds something else. Earlier versions are never touched. `last_look` is called before that
    rename: what it raises leaves the shelf as it was.
    """
    _refuse_strange(root)
    root.mkdir(parents=True, exist_ok=True)
    with _one_writer(root):
        versions = read_current(root)
        _sweep(root, versions)
        listed = tuple(Listed(path, fingerprint(files[path]), len(files[path])) for path in sorted(files))
        number = max((one for one, _ in versions), default=0) + 1
        manifest = Manifest(FORMAT, number, is_synthetic, listed)
        if versions and _is_held(root, manifest):
            return versions[0][0], False
        staged = root / _STAGING
        _write(staged, {**files, MANIFEST: to_bytes(manifest)})
        staged.rename(root / str(number))
        _sync_folder(root)
        if last_look is not None:
            try:
                last_look()
            except BaseException:
                _sweep(root, versions)
                raise
        _swap(root, current_text(((number, fingerprint(to_bytes(manifest))), *versions)))
        return number, True


def _is_held(root: Path, manifest: Manifest) -> bool:
    """Return whether the current version holds the same, and its files are as they were written."""
    try:
        held = open_version(root)
        if held.manifest.content != manifest.content:
            return False
        for one in held.manifest.files:
            held.read(one.path)
    except Refusal:  # spoilt since: a sound one takes its place
        return False
    return True


def _refuse_strange(root: Path) -> None:
    if root.is_symlink() or (root.exists() and not root.is_dir()):
        raise Refusal(f"'{root}' is not a folder: name a new folder for what is released, or the one it is in.")
    known = {CURRENT, _NEW, _LOCK, _STAGING}
    strange = (
        [one.name for one in root.iterdir() if one.name not in known and not one.name.isdecimal()]
        if (root.exists())
        else []
    )
    if strange:
        raise Refusal(f"'{root}' holds '{min(strange)}', which no release wrote: name a new or empty folder.")


def _sweep(root: Path, versions: tuple[tuple[int, str], ...]) -> None:
    """Remove what a killed run left: no reader opens what `CURRENT` does not list."""
    listed = {str(number) for number, _ in versions}
    for one in root.iterdir():
        if one.name == _STAGING or (one.name.isdecimal() and one.name not in listed):
            shutil.rmtree(one)
    (root / _NEW).unlink(missing_ok=True)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    folders = {folder}
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(exist_ok=True)
        folders.add(target.parent)
        with target.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    for each in sorted(folders, reverse=True):
        _sync_folder(each)


def _swap(root: Path, text: str) -> None:
    new = root / _NEW
    with new.open("x", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(root / CURRENT)
    _sync_folder(root)


@contextmanager
def _one_writer(root: Path) -> Iterator[None]:
    with (root / _LOCK).open("w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
