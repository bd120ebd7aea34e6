import threading

import pytest

from joinedup.core.refusal import Refusal
from joinedup.shelf.reading import NotReleased, open_version
from joinedup.shelf.writing import put_version
from support.shelving import FIRST, SECOND, put


@pytest.fixture
def root(tmp_path):
    return tmp_path / "released"


def test_what_is_put_is_read_byte_for_byte(root):
    assert put(root) == 1
    version = open_version(root)
    assert {path: version.read(path) for path in FIRST} == FIRST
    assert version.manifest.is_synthetic


def test_the_same_again_makes_no_version(root):
    put(root)
    before = sorted((one.name, one.stat().st_mtime_ns) for one in (root / "1").rglob("*"))
    assert put_version(root, FIRST, is_synthetic=True) == (1, False)
    assert sorted((one.name, one.stat().st_mtime_ns) for one in (root / "1").rglob("*")) == before


def test_real_and_synthetic_of_the_same_files_are_two_versions(root):
    put(root)
    assert put(root, is_synthetic=False) == 2


def test_a_page_that_began_on_one_version_ends_on_it(root):
    put(root)
    begun = open_version(root)
    put(root, SECOND)
    assert begun.read("tables/a.csv") == FIRST["tables/a.csv"]
    assert not begun.holds("tables/b.csv")
    assert open_version(root).number == 2
    assert open_version(root, 1).read("tables/a.csv") == FIRST["tables/a.csv"]


def test_the_same_files_give_the_same_bytes_on_another_shelf(root, tmp_path):
    put(root)
    put(tmp_path / "other", dict(reversed(FIRST.items())))
    for path in (*FIRST, "manifest.json"):
        assert (root / "1" / path).read_bytes() == (tmp_path / "other" / "1" / path).read_bytes()
    assert (root / "CURRENT").read_bytes() == (tmp_path / "other" / "CURRENT").read_bytes()


def test_what_is_not_listed_is_never_opened(root):
    put(root)
    (root / "1" / "secret.json").write_text("{}")
    for path in ("secret.json", "../CURRENT", "charts/../../CURRENT", "/etc/passwd", "", "manifest.json"):
        with pytest.raises(NotReleased):
            open_version(root).read(path)


@pytest.mark.parametrize("content", [b"a,b\r\n1,9\r\n", b"a,b\r\n", b""])
def test_a_tampered_or_half_file_is_refused_with_a_sentence(root, content):
    put(root)
    version = open_version(root)
    (root / "1" / "tables" / "a.csv").write_bytes(content)
    with pytest.raises(Refusal, match=r"The file tables/a\.csv of released version 1 is not as it was written"):
        version.read("tables/a.csv")


def test_a_missing_file_is_refused_as_spoilt_and_not_as_unknown(root):
    put(root)
    (root / "1" / "about.json").unlink()
    with pytest.raises(Refusal) as refused:
        open_version(root).read("about.json")
    assert not isinstance(refused.value, NotReleased)


@pytest.mark.parametrize("change", ["", "half", "number", "other"])
def test_a_tampered_manifest_is_refused(root, change):
    put(root)
    put(root, SECOND)
    manifest = root / "2" / "manifest.json"
    text = manifest.read_text()
    spoilt = {"": "", "half": text[: len(text) // 2], "number": text.replace('"number": 2', '"number": 3')}
    manifest.write_text(spoilt.get(change, (root / "1" / "manifest.json").read_text()))
    with pytest.raises(Refusal, match="manifest of released version 2 is not as it was written"):
        open_version(root)
    assert open_version(root, 1).number == 1


@pytest.mark.parametrize(
    "text", ["", "x", "1", "1 abc\n", f"1 {'a' * 64}", f"0 {'a' * 64}\n", f"1 {'a' * 64}\n" * 2, "é"]
)
def test_a_torn_list_of_versions_is_refused(root, text):
    put(root)
    (root / "CURRENT").write_text(text)
    with pytest.raises(Refusal):
        open_version(root)
    with pytest.raises(Refusal):
        put(root, SECOND)


def test_nothing_released_is_a_sentence(root):
    with pytest.raises(Refusal, match="Nothing has been released"):
        open_version(root)
    put(root)
    with pytest.raises(NotReleased, match="no released version 2"):
        open_version(root, 2)


def test_a_spoilt_version_is_followed_by_a_sound_one(root):
    put(root)
    (root / "1" / "about.json").write_bytes(b"spoilt")
    assert put(root) == 2
    assert open_version(root).read("about.json") == FIRST["about.json"]


def test_somebody_elses_folder_is_left_alone(root):
    root.mkdir()
    (root / "notes.txt").write_text("mine")
    with pytest.raises(Refusal, match=r"holds 'notes\.txt'"):
        put(root)
    assert [one.name for one in root.iterdir()] == ["notes.txt"]


def test_a_link_or_a_file_is_no_shelf(root, tmp_path):
    (tmp_path / "there").mkdir()
    root.symlink_to(tmp_path / "there")
    with pytest.raises(Refusal, match="is not a folder"):
        put(root)
    (tmp_path / "file").write_text("")
    with pytest.raises(Refusal, match="is not a folder"):
        put(tmp_path / "file")


@pytest.mark.parametrize("path", ["../out", "/out", "a/b/c", ".hidden", "a//b", "a\\b", "", "a/"])
def test_no_file_is_written_outside_its_version(root, path):
    with pytest.raises(ValueError, match="is no path that a version can hold"):
        put(root, {path: b""})


def test_two_writers_take_turns(root):
    all_files = [{"about.json": str(number).encode()} for number in range(8)]
    writers = [threading.Thread(target=put, args=(root, files)) for files in all_files]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    found = {open_version(root, number).read("about.json") for number in range(1, 9)}
    assert found == {files["about.json"] for files in all_files}
