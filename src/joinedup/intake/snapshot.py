"""What the bytes of a file are, before anything in it is believed."""

import codecs
import csv
import errno
import hashlib
import io
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.intake.line_ends import LineEnds, refuse_mixed_ends
from joinedup.intake.naming import refuse_name
from joinedup.intake.padding import is_padded

_CHUNK = 1 << 20
_LONGEST_HEADER = 1 << 20
MOST_COLUMNS = 1_000
"""Columns that a file may have: an extract has some 200, and the engine needs memory for each."""
LONGEST_LINE = 64 << 20
"""Bytes between two line ends: more is a file without them."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A file's bytes as received: size, sha256 and, for a CSV, its header as written.

    `path` is what is read; `name` what its sender calls it, and `sha256` is of what was sent, which may be packed.
    `lines` counts the lines of the CSV, quoted line ends and a last line without an end included; `stamp` tells
    whether the file has changed since. `is_padded`: some cell may begin or end with a blank.
    """

    path: Path
    name: str
    size: int
    sha256: str
    header: tuple[str, ...]
    lines: int
    stamp: tuple[int, ...]
    is_padded: bool = True

    def refuse_changed(self) -> None:
        """Refuse a file that has grown or been written since its bytes were hashed: what was read is not one file."""
        if _stamp(self.path) != self.stamp:
            raise Refusal(changed_words(self.name))


def changed_words(name: str) -> str:
    """Return the sentence for a file that did not stay as it was."""
    return (
        f"{name} changed while it was read: something is still writing it. Wait until it is finished, then do this "
        "again."
    )


def _stamp(path: Path) -> tuple[int, ...]:
    said = path.stat()
    return (said.st_size, said.st_mtime_ns, said.st_ctime_ns, said.st_ino)


def refuse_unreadable(path: Path) -> None:
    """Refuse a path that is missing, no file (a folder, a pipe, a device), unnameable, not ours to read, or empty."""
    refuse_name(path)
    try:
        said = path.stat()
    except OSError as fault:
        if fault.errno == errno.ELOOP:
            raise Refusal(f"{path.name} is a link that leads back to itself: name the file itself.") from None
        raise Refusal(f"There is no file {path}, or this account may not look for it.") from None
    if stat.S_ISDIR(said.st_mode):
        raise Refusal(f"{path} is a folder; name the files in it.")
    if not stat.S_ISREG(said.st_mode):
        raise Refusal(f"{path} is a pipe or a device, not a file: save what comes from it as a file first.")
    if said.st_size == 0:
        raise Refusal(f"{path.name} is empty: it holds no bytes at all. Make the extract again.")
    try:
        path.open("rb").close()
    except OSError:
        raise Refusal(f"{path.name} cannot be opened: this account may not read it, or another holds it.") from None


def hash_file(path: Path) -> str:
    """Return the sha256 of the file's bytes in hexadecimal, reading a megabyte at a time."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def snapshot_csv(path: Path, *, sent: Path | None = None) -> Snapshot:
    """Return the snapshot of a CSV in UTF-8; refuse empty files, old workbooks, other encodings and headerless files.

    `sent` is the file as it was sent where `path` was unpacked from it. The file is read once, a megabyte at a time,
    whatever its size; one that grows meanwhile is refused.
    """
    refuse_unreadable(path)
    name = (sent or path).name
    stamp = _stamp(path)
    digest = hashlib.sha256()
    read = 0
    last = b"\n"
    decoder = codecs.getincrementaldecoder("utf-8")()
    padded = False
    ends = LineEnds()
    with path.open("rb") as file, ThreadPoolExecutor(max_workers=1) as beside:
        start = file.read(_LONGEST_HEADER)
        _refuse_other_formats(name, start)
        file.seek(0)
        hashed = beside.submit(digest.update, b"")
        while chunk := file.read(_CHUNK):
            hashed.result()
            hashed = beside.submit(digest.update, chunk)  # which lets go of the interpreter meanwhile
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as fault:
                row = ends.feeds + chunk.count(b"\n", 0, fault.start) + 1
                raise Refusal(_encoding_words(name, row)) from None
            if b"\0" in chunk:
                raise Refusal(f"{name} is not a CSV file: it holds bytes that are not text. Export it as CSV.")
            padded = padded or is_padded(chunk)
            if ends.longest_after(chunk) > LONGEST_LINE:
                raise Refusal(_long_words(name, ends.feeds + 1))
            read += len(chunk)
            last = chunk[-1:]
        hashed.result()
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise Refusal(_encoding_words(name, ends.feeds + 1)) from None
    header = _header(name, start)
    if ends.is_mixed:
        refuse_mixed_ends(path, name)
    if read != stamp[0] or _stamp(path) != stamp:
        raise Refusal(changed_words(name))
    return Snapshot(
        path=path,
        name=name,
        size=read,
        sha256=hash_file(sent) if sent else digest.hexdigest(),
        header=header,
        lines=ends.feeds + (last != b"\n"),
        stamp=stamp,
        is_padded=padded,
    )


def _refuse_other_formats(name: str, start: bytes) -> None:
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refusal(f"{name} is an old workbook, not a CSV file: save the sheet as 'CSV UTF-8 (comma delimited)'.")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Refusal(f"{name} is in the encoding UTF-16; UTF-8 is needed: save it as 'CSV UTF-8 (comma delimited)'.")
    if start.startswith((b"PK\x03\x04", b"\x1f\x8b")):  # what was packed is unpacked before it comes here
        raise Refusal(
            f"{name} holds another packed file or a workbook, and only one layer is opened: unpack it and name what is "
            "in it."
        )


def _long_words(name: str, row: int) -> str:
    return (
        f"{name}: row {row} is longer than {LONGEST_LINE >> 20} MB, which no row is: the line ends are missing, or a "
        "program wrote something else into the file. Make the extract again."
    )


def _encoding_words(name: str, row: int) -> str:
    return (
        f"{name} is not in the encoding UTF-8: row {row} holds a character in another one (often Windows-1252, "
        "which spreadsheets write by default). Save it as 'CSV UTF-8 (comma delimited)'; read otherwise, accented "
        "letters would change."
    )


def _header(name: str, start: bytes) -> tuple[str, ...]:
    if len(start) == _LONGEST_HEADER and b"\n" not in start and b"\r" not in start:
        raise Refusal(
            f"{name} has no line end in its first megabyte, so no row of headers can be read, of at most "
            f"{MOST_COLUMNS:,} columns: the line ends are missing, or it is no table. Make the extract again."
        )
    text = start.decode("utf-8-sig", errors="ignore")
    try:
        first = next(csv.reader(io.StringIO(text, newline="")), [])
    except csv.Error:
        first = []
    header = tuple(cell.strip() for cell in first)
    if len(header) < 2:
        mark = next((mark for mark in ";\t|" if mark in text.split("\n", 1)[0]), None)
        if mark is not None:
            named = {";": "semicolons", "\t": "tabs", "|": "bars"}[mark]
            raise Refusal(f"{name} is separated by {named}; commas are needed: save it as a comma-separated CSV.")
        raise Refusal(f"{name} is not a CSV file that we can read: its first row holds no comma-separated headers.")
    if len(header) > MOST_COLUMNS:
        raise Refusal(
            f"{name} has {len(header):,} columns and at most {MOST_COLUMNS:,} are read: send those that are asked for. "
            "If rows became columns, the line ends are missing: make the extract again."
        )
    return header
