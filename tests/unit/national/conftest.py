from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from joinedup.definitions.areas import areas
from joinedup.intake.national import National, recognise

MINIATURES = Path(__file__).parents[2] / "support" / "miniatures"


@pytest.fixture
def miniature() -> Callable[[str], Path]:
    return lambda name: MINIATURES / name


@pytest.fixture
def read() -> Callable[[Path], National]:
    def read_file(path: Path) -> National:
        reader = recognise(path)
        assert reader is not None, f"{path.name} was not recognised"
        return reader.read(path, areas())

    return read_file


@pytest.fixture
def rows() -> Callable[..., list[dict]]:
    def matching(table: pa.Table, **wanted: object) -> list[dict]:
        return [row for row in table.to_pylist() if all(row[name] == value for name, value in wanted.items())]

    return matching


@pytest.fixture
def changed(tmp_path: Path, miniature: Callable[[str], Path]) -> Callable[..., Path]:
    """Copy a miniature with pieces of its text replaced, each of which must be there once or more."""

    def change(name: str, *replacements: tuple[str, str], encoding: str = "utf-8") -> Path:
        text = miniature(name).read_bytes().decode(encoding)
        for old, new in replacements:
            assert old in text, f"{old!r} is not in {name}"
            text = text.replace(old, new, 1)
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return change
