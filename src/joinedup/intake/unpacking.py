"""Open what a file is packed in: a zip that holds one file, a gzip, or a workbook with one sheet. Bombs are refused."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, NoReturn

from joinedup.core.refusal import Refusal
from joinedup.intake.nameless import Nameless
from joinedup.intake.workbook_probe import refuse_vast

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
_MOST_LISTED = 16 * 1024**2
"""Bytes that the list of what is in an archive may take: it is read into memory as a whole."""
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Ways of packing that can be unpacked a piece at a time. Of others Python unpacks a megabyte at once, to whatever."""
_FAULTS = (
    *(zipfile.BadZipFile, EOFError, zlib.error, gzip.BadGzipFile, NotImplementedError),
    *(ValueError, IndexError, struct.error, RuntimeError),  # of names, offsets and headers that lie
)


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
    refuse_vast(path)
    return True


def unpack(path: Path, room: Nameless) -> Path:
    """Unpack the one file that a zip or a gzip holds into a file without a name; return the path that opens it.

    Refuses one that is broken, locked, holds no file or several, or unpacks to more than is allowed or than the disk
    has room for. What an archive says of its own sizes is never believed: bytes are counted as they come.
    """
    if _starts(path, _GZIP):
        with gzip.open(path) as gzipped:
            return room.keep(_pieces(path, gzipped, room.free))
    with _opened(path) as archive:
        held = [one for one in archive.infolist() if not _is_litter(one.filename)]
        if len(held) != 1:
            raise Refusal(
                f"{path.name} holds {len(held)} files: a zip is read where it holds one. Unpack it and name the files."
            )
        if held[0].flag_bits & 1:
            raise Refusal(f"{path.name} is locked with a password: unpack it first, or send it without one.")
        _refuse_unusual(path, held[0])
        if held[0].file_size > MOST_UNPACKED:
            _refuse(path, MOST_UNPACKED)
        try:
            packed = archive.open(held[0])
        except (*_FAULTS, OSError):
            raise Refusal(_broken(path)) from None
        with packed:
            return room.keep(_pieces(path, packed, room.free))


def _pieces(path: Path, packed: IO[bytes] | gzip.GzipFile, free: int) -> Iterator[bytes]:
    most = min(MOST_UNPACKED, free - _SPARE)
    unpacked = 0
    while chunk := _piece(path, packed):
        unpacked += len(chunk)
        if unpacked > most:
            _refuse(path, most)
        yield chunk
    if unpacked == 0:
        raise Refusal(f"{path.name} is empty: the file packed in it holds no bytes at all. Make the extract again.")


def _piece(path: Path, packed: IO[bytes] | gzip.GzipFile) -> bytes:
    try:
        return packed.read(_CHUNK)
    except (*_FAULTS, OSError):
        raise Refusal(_broken(path)) from None


def _refuse_unusual(path: Path, part: zipfile.ZipInfo) -> None:
    if part.compress_type not in _PLAIN:
        raise Refusal(
            f"{path.name} is packed in an unusual way that is not opened here: make an ordinary zip, as the computer's "
            "own menu does, or send the CSV as it is."
        )


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
            _refuse_unusual(path, part)
            for size in _unpacked_sizes(path, file, part):
                left -= size
                if left < 0:
                    _refuse(path, most)


def _unpacked_sizes(path: Path, file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[int]:
    """Return the sizes of the pieces that a part truly unpacks to, whatever its directory entry says."""
    if part.header_offset < 0:  # where the list of parts is said to begin later than it does
        raise Refusal(_broken(path))
    file.seek(part.header_offset)
    header = file.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER:
        raise Refusal(_broken(path))
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
            raise Refusal(_broken(path)) from None
        waiting = unpacker.unconsumed_tail


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    with _Listed(path) as file:
        try:
            archive = zipfile.ZipFile(file)
        except (*_FAULTS, OSError):
            raise Refusal(_broken(path)) from None
        with archive:
            yield archive


class _Listed(io.FileIO):
    """A file of which no more than `_MOST_LISTED` bytes are read at once: only the list of its parts could ask more."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next bytes, as a zip's reader asks for them."""
        if size is not None and size > _MOST_LISTED:
            raise zipfile.BadZipFile("The list of parts is too long.")
        return super().read(size) or b""


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
    """Return whether a part is a folder, or something that a computer adds. zipfile's own answer fails on no name."""
    if name.endswith("/"):
        return True
    return name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1] in (".DS_Store", "Thumbs.db")
