"""Open what a file is packed in: a zip that holds one file, a gzip, or a workbook with one sheet. Bombs are refused."""

import gzip
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, NoReturn

from joinedup.core.refusal import Refusal

MOST_UNPACKED = 20 * 1024**3
"""Bytes that one packed file may unpack to: twice the largest file that we mean to read."""
MOST_IN_WORKBOOK = 512 * 1024**2
"""Bytes that all parts of a workbook may unpack to: it is held in memory as a whole."""
_MOST_PARTS = 5_000
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_CHUNK = 1 << 20
_LOCAL_HEADER = 30
_SPARE = 64 * 1024**2
"""Bytes to leave free on the disk beside what is unpacked."""
_FAULTS = (zipfile.BadZipFile, EOFError, zlib.error, gzip.BadGzipFile, NotImplementedError)


def is_packed(path: Path) -> bool:
    """Return whether the file begins as a zip (a workbook is one) or a gzip does."""
    return _starts(path, _ZIP) or _starts(path, _GZIP)


def is_workbook(path: Path) -> bool:
    """Return whether a file is a zipped workbook; refuse a zip that is broken, or one that unpacks to a flood."""
    if not _starts(path, _ZIP):
        return False
    with _opened(path) as archive:
        names = set(archive.namelist())
        if not {"[Content_Types].xml", "mimetype"} & names:
            return False
        _refuse_flood(path, archive, MOST_IN_WORKBOOK)
    return True


def unpack(path: Path, folder: Path) -> Path:
    """Write the one file that a zip or a gzip holds into `folder` and return where; `folder` is made.

    Refuses one that is broken, locked, holds no file or several, or unpacks to more than is allowed or than the disk
    has room for. What an archive says of its own sizes is never believed: bytes are counted as they come.
    """
    folder.mkdir()
    target = folder / "unpacked"
    if _starts(path, _GZIP):
        with gzip.open(path) as packed:
            _copy(path, packed, target)
        return target
    with _opened(path) as archive:
        held = [one for one in archive.infolist() if not one.is_dir() and not _is_litter(one.filename)]
        if len(held) != 1:
            raise Refusal(
                f"{path.name} holds {len(held)} files: a zip is read where it holds one. Unpack it and name the files."
            )
        if held[0].flag_bits & 1:
            raise Refusal(f"{path.name} is locked with a password: unpack it first, or send it without one.")
        if held[0].file_size > MOST_UNPACKED:
            _refuse(path, MOST_UNPACKED)
        try:
            with archive.open(held[0]) as packed:
                _copy(path, packed, target)
        except _FAULTS:
            raise Refusal(_broken(path)) from None
    return target


def _copy(path: Path, packed: IO[bytes] | gzip.GzipFile, target: Path) -> None:
    room = min(MOST_UNPACKED, shutil.disk_usage(target.parent).free - _SPARE)
    written = 0
    try:
        with target.open("wb") as out:
            while chunk := packed.read(_CHUNK):
                written += len(chunk)
                if written > room:
                    _refuse(path, room)
                out.write(chunk)
    except _FAULTS:
        raise Refusal(_broken(path)) from None
    if written == 0:
        raise Refusal(f"{path.name} is empty: the file packed in it holds no bytes at all. Make the extract again.")


def _refuse_flood(path: Path, archive: zipfile.ZipFile, most: int) -> None:
    """Refuse a workbook whose parts unpack to more than `most`, or to more than they say, before any is opened."""
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > most:
        _refuse(path, most)
    left = most
    with path.open("rb") as file:
        for part in parts:
            if part.flag_bits & 1:
                raise Refusal(f"{path.name} is locked with a password: send it without one.")
            for size in _unpacked_sizes(file, part):
                left -= size
                if left < 0:
                    _refuse(path, most)


def _unpacked_sizes(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[int]:
    """Return the sizes of the pieces that a part truly unpacks to, whatever its directory entry says."""
    file.seek(part.header_offset)
    header = file.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER:
        raise Refusal(f"{part.filename or 'A part'} of the file is cut short: send it again.")
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    if part.compress_type != zipfile.ZIP_DEFLATED:
        yield part.file_size
        return
    unpacker, left = zlib.decompressobj(-zlib.MAX_WBITS), part.compress_size
    waiting = b""
    while not unpacker.eof:
        if not waiting:
            waiting = file.read(min(_CHUNK, left))
            left -= len(waiting)
            if not waiting:
                return
        try:
            yield len(unpacker.decompress(waiting, _CHUNK))
        except zlib.error:
            raise Refusal("A part of the workbook is broken: save it again.") from None
        waiting = unpacker.unconsumed_tail


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (*_FAULTS, ValueError, OSError):
        raise Refusal(_broken(path)) from None


def _broken(path: Path) -> str:
    return (
        f"{path.name} is packed (a workbook, a zip or a gzip), not a CSV file, and cannot be opened: it is broken or "
        "cut short. Make it again, or send the CSV as it is."
    )


def _refuse(path: Path, most: int) -> NoReturn:
    raise Refusal(
        f"{path.name} unpacks to more than {max(most, 0) // 1024**2:,} MB, which is more than is allowed or than this "
        "disk has room for. Send the CSV as it is, or in parts."
    )


def _starts(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(mark)) == mark


def _is_litter(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1] in (".DS_Store", "Thumbs.db")
