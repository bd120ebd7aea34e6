from pathlib import Path

import pytest

from joinedup.core.refusal import Refusal
from joinedup.documents import render
from joinedup.documents.render import NAMES, write_all
from support.sample_report import sample_ledger, sample_report


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makers that cost nothing: these tests are about the folder."""
    for name in ("write_word", "write_pdf", "write_slides", "write_workbook"):
        monkeypatch.setattr(render, name, lambda *_: b"made")
    monkeypatch.setattr(render, "write_page", lambda *_: "made")


def _write(folder: Path, text: str = "{}", **more: object) -> tuple[Path, ...]:
    return write_all(sample_report(), sample_ledger(), folder, claims_json=text, **more)  # type: ignore[arg-type]


@pytest.mark.usefixtures("_quick")
def test_all_six_files_arrive_and_nothing_is_left_beside_them(tmp_path: Path) -> None:
    seen: list[str] = []
    paths = _write(tmp_path / "deep" / "out", progress=seen.append)
    assert [path.name for path in paths] == list(NAMES) == seen
    assert all(path.is_file() for path in paths)
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["out"]


@pytest.mark.usefixtures("_quick")
def test_an_earlier_set_is_replaced(tmp_path: Path) -> None:
    _write(tmp_path / "out", "old")
    _write(tmp_path / "out", "new")
    assert (tmp_path / "out" / "claims.json").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.usefixtures("_quick")
def test_a_fault_half_way_leaves_the_earlier_set_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path / "out", "old")

    def break_off(*_: object) -> bytes:
        raise RuntimeError("no ink")

    monkeypatch.setattr(render, "write_pdf", break_off)
    with pytest.raises(RuntimeError, match="no ink"):
        _write(tmp_path / "out", "new")
    assert (tmp_path / "out" / "claims.json").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.usefixtures("_quick")
def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    left = tmp_path / ".out.part-99999999"
    left.mkdir()
    (left / "tables.xlsx").write_bytes(b"half")
    _write(tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_with_anything_else_in_it_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(Refusal, match=r"letter\.txt"):
        _write(tmp_path)
    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(Refusal, match="not a folder"):
        _write(tmp_path / "out")
