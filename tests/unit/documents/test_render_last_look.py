"""What is refused at the last look leaves what stood in the folder, and on the shelf."""

import pytest

from joinedup.core.refusal import Refusal
from joinedup.documents.render import write_all, write_ledger
from joinedup.shelf.writing import put_version
from support.sample_report import sample_ledger, sample_report


def lapsed():
    raise Refusal("it has lapsed")


@pytest.mark.parametrize("stood", [False, True])
def test_documents_that_are_refused_at_the_last_look_leave_the_folder_as_it_was(tmp_path, stood):
    out = tmp_path / "out"
    if stood:
        write_ledger("{}", out)
    for write in (
        lambda: write_all(sample_report(), sample_ledger(), out, claims_json="{1}", last_look=lapsed),
        lambda: write_ledger("{1}", out, last_look=lapsed),
    ):
        with pytest.raises(Refusal, match="it has lapsed"):
            write()
        assert [path.name for path in tmp_path.iterdir()] == ["out"] * stood
        if stood:
            assert (out / "claims.json").read_text() == "{}"


def test_a_version_that_is_refused_at_the_last_look_is_not_on_the_shelf(tmp_path):
    root = tmp_path / "released"
    put_version(root, {"a.json": b"1"}, is_synthetic=True)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with pytest.raises(Refusal, match="it has lapsed"):
        put_version(root, {"a.json": b"2"}, is_synthetic=True, last_look=lapsed)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
