"""Read one version of what is released: opened once, and the same to the end however many come after it."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from joinedup.core.refusal import Refusal
from joinedup.shelf.manifest import MANIFEST, Listed, Manifest, fingerprint, read_current, read_manifest
from joinedup.shelf.plain import many_from, one_from

T = TypeVar("T")


class NotReleased(Refusal):
    """A thing that the version does not hold; nothing says whether another does."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version, pinned: what is read comes from it alone. `opened` counts files read, for tests of pages."""

    folder: Path
    manifest: Manifest
    content: str
    """What tells its content from another's, as the manifest works it out: once, and not for each page."""
    _listed: dict[str, Listed]
    opened: list[str] = field(default_factory=list)

    @property
    def number(self) -> int:
        """Which version it is."""
        return self.manifest.number

    def holds(self, path: str) -> bool:
        """Return whether the version lists a file of this path."""
        return path in self._listed

    def read(self, path: str) -> bytes:
        """Return a file's bytes, its fingerprint checked; nothing that the manifest does not list is ever opened.

        NotReleased where it is not listed; Refusal where it is gone, cut short or changed.
        """
        if path not in self._listed:
            raise NotReleased("There is no such page in what has been released.")
        self.opened.append(path)
        try:
            content = (self.folder / path).read_bytes()
        except FileNotFoundError:
            content = None
        if content is None or fingerprint(content) != self._listed[path].sha256:
            raise Refusal(
                f"The file {path} of released version {self.number} is not as it was written, so it is not shown. "
                "Release again, or put the folder back from a backup."
            )
        return content

    def one(self, kind: type[T], path: str) -> T:
        """Return the record in a file, checked as `read` does."""
        try:
            return one_from(kind, self.read(path))
        except ValueError as fault:
            raise self._strange(path) from fault

    def many(self, kind: type[T], path: str) -> tuple[T, ...]:
        """Return the records in a file, checked as `read` does."""
        try:
            return many_from(kind, self.read(path))
        except ValueError as fault:
            raise self._strange(path) from fault

    def _strange(self, path: str) -> Refusal:
        return Refusal(f"The file {path} of released version {self.number} is not one that this program can read.")


def open_version(root: Path, number: int | None = None) -> Version:
    """Return the current version, or an earlier one by its number.

    Refuses where nothing is released, where there is no such version, and where its manifest is not as it was written.
    """
    versions = read_current(root)
    if not versions:
        raise NotReleased(f"Nothing has been released in {root}: run `joinedup release` first.")
    wanted = versions[0][0] if number is None else number
    sha256 = dict(versions).get(wanted)
    if sha256 is None:
        raise NotReleased(f"There is no released version {wanted}.")
    manifest, content, listed = _manifest(root, wanted, sha256)
    return Version(root / str(wanted), manifest, content, listed)


@lru_cache(maxsize=8)
def _manifest(root: Path, number: int, sha256: str) -> tuple[Manifest, str, dict[str, Listed]]:
    """Return what a version says it holds. A version never changes, so what was checked once is kept."""
    try:
        content = (root / str(number) / MANIFEST).read_bytes()
    except FileNotFoundError:
        content = b""
    if fingerprint(content) != sha256:
        raise Refusal(
            f"The manifest of released version {number} is not as it was written, so nothing of it is shown. "
            "Release again, or put the folder back from a backup."
        )
    try:
        manifest = read_manifest(content)
    except ValueError as fault:
        raise Refusal(f"The manifest of released version {number} is not one that this program can read.") from fault
    if manifest.number != number:
        raise Refusal(f"The manifest in the folder of released version {number} is that of another version.")
    return manifest, manifest.content, {one.path: one for one in manifest.files}
