"""What the bytes of a file are, before anything in it is believed."""

import codecs
import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

from joinedup.core.refusal import Refusal

_CHUNK = 1 << 20
_LONGEST_HEADER = 1 << 20


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A file's bytes as received: size, sha256 and, for a CSV, its header as written."""

    path: Path
    size: int
    sha256: str
    header: tuple[str, ...]

    @property
    def name(self) -> str:
        """The file's own name, without its folder."""
        return self.path.name


def refuse_unreadable(path: Path) -> None:
    """Refuse a path that is missing, a folder, or holds nothing."""
    if not path.exists():
        raise Refusal(f"There is no file {path}.")
    if not path.is_file():
        raise Refusal(f"{path} is a folder; name the files in it.")
    if path.stat().st_size == 0:
        raise Refusal(f"{path.name} is empty: it holds no bytes at all. Make the extract again.")


def hash_file(path: Path) -> str:
    """Return the sha256 of the file's bytes in hexadecimal, reading a megabyte at a time."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def snapshot_csv(path: Path) -> Snapshot:
    """Return the snapshot of a CSV in UTF-8; refuse empty files, workbooks, other encodings and headerless files.

    The file is read once, a megabyte at a time, whatever its size.
    """
    refuse_unreadable(path)
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines = 0
    with path.open("rb") as file:
        start = file.read(_LONGEST_HEADER)
        _refuse_other_formats(path, start)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as fault:
                row = lines + chunk.count(b"\n", 0, fault.start) + 1
                raise Refusal(_encoding_words(path, row)) from None
            if b"\0" in chunk:
                raise Refusal(f"{path.name} is not a CSV file: it holds bytes that are not text. Export it as CSV.")
            lines += chunk.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise Refusal(_encoding_words(path, lines + 1)) from None
    return Snapshot(path, path.stat().st_size, digest.hexdigest(), _header(path, start))


def _refuse_other_formats(path: Path, start: bytes) -> None:
    if start.startswith(b"PK\x03\x04") or start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refusal(f"{path.name} is a workbook, not a CSV file: save the sheet as 'CSV UTF-8 (comma delimited)'.")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Refusal(
            f"{path.name} is in the encoding UTF-16; UTF-8 is needed: save it as 'CSV UTF-8 (comma delimited)'."
        )


def _encoding_words(path: Path, row: int) -> str:
    return (
        f"{path.name} is not in the encoding UTF-8: row {row} holds a character in another one (often Windows-1252, "
        "which spreadsheets write by default). Save it as 'CSV UTF-8 (comma delimited)'; read otherwise, accented "
        "letters would change."
    )


def _header(path: Path, start: bytes) -> tuple[str, ...]:
    text = start.decode("utf-8-sig", errors="ignore")
    first = next(csv.reader(text.splitlines(keepends=True)), [])
    header = tuple(cell.strip() for cell in first)
    if len(header) < 2:
        mark = next((mark for mark in ";\t|" if mark in text.split("\n", 1)[0]), None)
        if mark is not None:
            named = {";": "semicolons", "\t": "tabs", "|": "bars"}[mark]
            raise Refusal(f"{path.name} is separated by {named}; commas are needed: save it as a comma-separated CSV.")
        raise Refusal(
            f"{path.name} is not a CSV file that we can read: its first row holds no comma-separated headers."
        )
    return header
