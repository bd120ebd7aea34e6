import hashlib

import pytest

from joinedup.core.refusal import Refusal
from joinedup.intake import snapshot
from joinedup.intake.snapshot import hash_file, snapshot_csv


def test_the_bytes_are_hashed_and_the_header_read(tmp_path):
    path = tmp_path / "a.csv"
    content = b'\xef\xbb\xbf"AGNCY", EPISODID \r\n"X0001","\xc3\xa9"\r\n'
    path.write_bytes(content)
    taken = snapshot_csv(path)
    assert taken.header == ("AGNCY", "EPISODID")
    assert taken.sha256 == hashlib.sha256(content).hexdigest() == hash_file(path)
    assert taken.size == len(content)


@pytest.mark.parametrize("chunk", [1, 3, 64])
def test_a_letter_split_between_two_chunks_is_still_one_letter(tmp_path, monkeypatch, chunk):
    monkeypatch.setattr(snapshot, "_CHUNK", chunk)
    path = tmp_path / "a.csv"
    path.write_bytes(b"A,B\n\xc3\xa9,\xf0\x9f\x99\x82\n")
    assert snapshot_csv(path).sha256 == hash_file(path)


@pytest.mark.parametrize("chunk", [1, 5, 1 << 20])
def test_the_row_of_the_first_strange_character_is_named(tmp_path, monkeypatch, chunk):
    monkeypatch.setattr(snapshot, "_CHUNK", chunk)
    path = tmp_path / "a.csv"
    path.write_bytes(b"A,B\n1,2\n3,4\n5,\xe9\n6,7\n")
    with pytest.raises(Refusal, match="row 4"):
        snapshot_csv(path)


def test_a_file_that_grows_while_its_bytes_are_read_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(b"A,B\n1,2\n")
    first = snapshot._refuse_other_formats

    def grow(name, start):
        with path.open("ab") as file:
            file.write(b"3,4\n")
        first(name, start)

    monkeypatch.setattr(snapshot, "_refuse_other_formats", grow)
    with pytest.raises(Refusal, match="changed while it was read"):
        snapshot_csv(path)


def test_a_file_written_after_it_was_hashed_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"A,B\n1,2\n")
    taken = snapshot_csv(path)
    taken.refuse_changed()
    path.write_bytes(b"A,B\n1,3\n")
    with pytest.raises(Refusal, match="changed while it was read"):
        taken.refuse_changed()


@pytest.mark.parametrize(("content", "lines"), [(b"A,B\n1,2\n", 2), (b"A,B\n1,2", 2), (b"A,B\n\n\n1,2\n\n", 5)])
def test_lines_are_counted_with_a_last_one_that_does_not_end(tmp_path, content, lines):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert snapshot_csv(path).lines == lines
