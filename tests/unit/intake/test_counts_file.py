"""The one text of a counts-only file: readable, the same each time, and refused in any other form with a sentence."""

import json

import pytest

from joinedup.core.refusal import Refusal
from joinedup.intake import counts_file
from joinedup.intake.counts_file import (
    ABOUT,
    is_counts_file,
    parse_counts,
    read_counts_file,
    sign,
    signed_bytes,
    to_text,
)
from joinedup.intake.signing import is_signed
from support.counting import KEY, WOMEN, counts, person_count

SIGNED = sign(counts(), KEY)
TEXT = to_text(SIGNED)


def write(tmp_path, content):
    path = tmp_path / "counts.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_it_says_at_its_top_what_it_is_and_is_plain_json():
    assert TEXT.splitlines()[2].strip(' ",') == "joinedup counts-only file, form 1."
    assert "Hidden is not nought." in TEXT
    said = json.loads(TEXT)
    assert said["about"] == list(ABOUT)
    assert said["counts"][1] == {
        "area": "X10000001",
        "counted": "people",
        "denominator": 40,
        "indicator": WOMEN,
        "numerator": 12,
        "recorded": None,
        "year": "2021/22",
    }
    assert said["signed_by"] == KEY.fingerprint


def test_what_was_written_is_read_back(tmp_path):
    read, digest = read_counts_file(write(tmp_path, TEXT))
    assert read == SIGNED
    assert len(digest) == 64
    assert parse_counts(to_text(counts()).encode(), "a") == counts()


def test_all_but_the_signature_is_signed():
    assert is_signed(signed_bytes(SIGNED), SIGNED.signature, KEY.public)
    assert json.loads(signed_bytes(SIGNED)).keys() == json.loads(TEXT).keys() - {"signature"}


def test_a_name_may_be_in_any_letters(tmp_path):
    named = counts(sender_name="Gwasanaeth Adferiad Sir Fôn – “ŷ”")
    assert read_counts_file(write(tmp_path, to_text(named)))[0] == named


DEEP = '{\n"about": ["joinedup counts-only file", ' + "[" * 100_000
CHANGED = [
    (TEXT[: len(TEXT) // 2], "cut short or altered"),
    (TEXT.encode()[:-40] + b"\xff\xfe" + TEXT.encode()[-40:], "cut short or altered"),
    (DEEP, "cut short or altered"),
    ('{"about": "joinedup counts-only file"', "cut short or altered"),
    ('{"about": ["joinedup counts-only file, form 1."]}', "does not hold exactly"),
    (TEXT.replace(": 12,", ": 1.2e1,"), "cut short or altered"),
    (TEXT.replace(": 12,", ": NaN,"), "cut short or altered"),
    (TEXT.replace(": 12,", f": {'9' * 5000},"), "cut short or altered"),
    (TEXT.replace(": 12,", ': "12",'), "whole number"),
    (TEXT.replace(": 12,", ": [[]],"), "whole number"),
    (TEXT.replace('"people"', '"souls"', 1), "no counts-only file"),
    (TEXT.replace("nobody can be recognised", "somebody can"), "says of itself"),
    (TEXT.replace('"year": "2021/22"', '"name": "Ann", "year": "2021/22"', 1), "does not hold exactly"),
    (TEXT.replace('"definitions": {', '"definitions": [{').replace('},\n"extract', '}],\n"extract'), "definitions"),
    (TEXT.replace("2026-04-15", "yesterday"), "no counts-only file"),
    (TEXT.replace("\n", "\r\n"), "an editor or a transfer"),
    ("\ufeff" + TEXT, "cut short or altered"),
    (TEXT + " ", "an editor or a transfer"),
    (TEXT.replace("Recovery", "\\u0052ecovery"), "an editor or a transfer"),
    (json.dumps(json.loads(TEXT)), "an editor or a transfer"),
    (TEXT.replace('"letter": "R"', '"letter": "Q",\n"letter": "R"'), "an editor or a transfer"),
]


@pytest.mark.parametrize(("content", "words"), CHANGED, ids=range(len(CHANGED)))
def test_any_other_form_is_refused_with_a_sentence(tmp_path, content, words):
    path = write(tmp_path, content)
    assert is_counts_file(path)
    with pytest.raises(Refusal, match=words) as refusal:
        read_counts_file(path)
    assert "counts.json" in str(refusal.value)
    assert len(str(refusal.value)) < 400


def test_a_huge_file_is_refused_before_it_is_read_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(counts_file, "_MOST_BYTES", 1000)
    with pytest.raises(Refusal, match="larger than any"):
        read_counts_file(write(tmp_path, TEXT))


def test_other_json_is_no_such_file(tmp_path):
    assert not is_counts_file(write(tmp_path, '{"type": "FeatureCollection"}'))
    assert not is_counts_file(write(tmp_path, "AGNCY,EPISODID\njoinedup counts-only file\n"))


def test_two_files_of_the_same_are_the_same_bytes():
    one = counts(person_count(5), person_count(6, area="X06000001"))
    other = counts(person_count(6, area="X06000001"), person_count(5))
    assert to_text(sign(one, KEY)) == to_text(sign(other, KEY))
