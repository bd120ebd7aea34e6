from types import SimpleNamespace

import pytest

from support import components
from support.components import COMPONENTS, lines_of, need


def _item(name: str) -> SimpleNamespace:
    marker = SimpleNamespace(args=(name,))
    return SimpleNamespace(iter_markers=lambda wanted: [marker] if wanted == "component" else [])


@pytest.fixture
def _nothing_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components.shutil, "which", lambda name, path=None: None)


@pytest.mark.usefixtures("_nothing_here")
def test_without_its_component_a_test_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JOINEDUP_COMPLETE", raising=False)
    with pytest.raises(pytest.skip.Exception, match="lacks component chromium"):
        need(_item("chromium"))  # type: ignore[arg-type]


@pytest.mark.usefixtures("_nothing_here")
def test_where_all_must_be_present_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOINEDUP_COMPLETE", "1")
    with pytest.raises(pytest.fail.Exception, match="lacks component chromium"):
        need(_item("chromium"))  # type: ignore[arg-type]


def test_with_its_component_a_test_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components.shutil, "which", lambda name, path=None: f"/bin/{name}")
    need(_item("chromium"))  # type: ignore[arg-type]


def test_the_run_ends_with_one_line_a_component_and_how_to_get_it() -> None:
    lacked = SimpleNamespace(longrepr=("test.py", 1, "Skipped: lacks component chromium"))
    other = SimpleNamespace(longrepr=("test.py", 1, "Skipped: the shared folder is not here"))
    assert lines_of([lacked, other, lacked]) == [f"chromium: 2 not run; to run: {COMPONENTS['chromium'].install}"]


def test_a_program_beside_the_path_is_found_where_it_may_lie(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    for version in ("13", "15"):
        (tmp_path / version).mkdir()
        (tmp_path / version / "initdb").touch(mode=0o755)
    asked = components.Component(("initdb",), "", elsewhere=f"{str(tmp_path)[1:]}/*")
    assert asked.path == str(tmp_path / "15" / "initdb")
