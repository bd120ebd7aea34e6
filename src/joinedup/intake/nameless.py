"""Files without a name: what is unpacked lies in no folder, and is gone with the process however that ends."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO

IN_MEMORY = 256 * 1024**2
"""Bytes of one file that are kept in memory; a longer one goes to the disk, where only this process can open it."""


class Nameless:
    """Keeps what is written to it as files that can be opened by path, from this process only, until it is closed."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._open: list[IO[bytes]] = []

    @property
    def free(self) -> int:
        """Bytes left on the disk of the folder."""
        return shutil.disk_usage(self._folder).free

    def keep(self, pieces: Iterable[bytes]) -> Path:
        """Return the path of a new file of these bytes; an OSError where the disk of the folder has no room."""
        file: IO[bytes] = os.fdopen(os.memfd_create("unpacked"), "w+b")
        self._open.append(file)
        written = 0
        for piece in pieces:
            if written <= IN_MEMORY < written + len(piece):
                file = self._moved_to_disk(file)
            written += len(piece)
            file.write(piece)
        file.flush()
        return Path(f"/proc/self/fd/{file.fileno()}")

    def _moved_to_disk(self, file: IO[bytes]) -> IO[bytes]:
        larger: IO[bytes] = tempfile.TemporaryFile(dir=self._folder)  # closed with the others  # noqa: SIM115
        self._open.append(larger)
        file.seek(0)
        shutil.copyfileobj(file, larger)
        file.close()
        return larger

    def __enter__(self) -> "Nameless":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        for file in self._open:
            file.close()
