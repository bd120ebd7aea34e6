"""Versions put on a shelf from made-up files, and what a process does that is killed meanwhile."""

from pathlib import Path

from joinedup.shelf.writing import put_version

FIRST = {"about.json": b"{}\n", "charts/a.svg": b"<svg/>", "tables/a.csv": b"a,b\r\n1,2\r\n"}
SECOND = {**FIRST, "tables/a.csv": b"a,b\r\n1,3\r\n", "tables/b.csv": b"c\r\n"}


def put(root: Path, files=FIRST, *, is_synthetic: bool = True) -> int:
    """Return the number under which these files now stand."""
    return put_version(root, files, is_synthetic=is_synthetic)[0]


def put_second(folder: Path) -> None:
    """Put the second version on the shelf in this folder."""
    put(folder / "released", SECOND)


def put_first(folder: Path) -> None:
    """Put the first version on the shelf in this folder."""
    put(folder / "released", FIRST)
