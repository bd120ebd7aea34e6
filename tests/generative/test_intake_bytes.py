"""Whatever the bytes, `check` and `load` end in a report or a sentence, and the warehouse is whole after it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.core.refusal import Refusal
from joinedup.intake.agreement_file import read_agreement
from joinedup.intake.key import read_key
from joinedup.jobs.check import check
from joinedup.jobs.load import load
from joinedup.warehouse.key_ring import read_ring
from joinedup.warehouse.store import open_warehouse
from support.agreements import AGREEMENT
from support.extract import SIDECAR, row, write_extract
from support.sound_files import FEED, sound_files, sound_secrets
from support.spoiling import HEADERS, PIECES, SPOILING, refuse_poor_report, spoilt

RECEIVED = date(2026, 4, 20)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    return sound_files(tmp_path_factory.mktemp("sound"))


@pytest.mark.parametrize("kind", ["extract", "feed", "table", "zip", "gzip", "workbook"])
@settings(max_examples=25, database=None, derandomize=True)
@given(how=SPOILING, beside=st.one_of(st.just([]), SPOILING), is_loaded=st.booleans())
def test_whatever_the_bytes_there_is_a_report_or_a_sentence(kind, how, beside, is_loaded, sound, tmp_path_factory):
    name, content, said = sound[kind].name, sound[kind].content, sound[kind].said
    folder = tmp_path_factory.mktemp("spoilt")
    path = folder / name
    path.write_bytes(spoilt(content, how))
    (folder / f"{name}.toml").write_bytes(spoilt(said, beside))
    if not is_loaded:
        refuse_poor_report(check([path], threads=1), path)
        return
    other = dict(SIDECAR) | {"sender": '"X0002"'}
    before = write_extract(folder / "before.csv", [row(AGNCY="X0002")], headers=HEADERS, sidecar=other)
    key = folder / "key"
    report = load([before, path], folder / "w", received_on=RECEIVED, key_path=key, threads=1)
    refuse_poor_report(report, before, path)
    assert report.files[0].is_usable
    opened = open_warehouse(folder / "w", threads=1)
    try:
        for table in ("episode", "client", "population", FEED.table):
            opened.table(table).to_pyarrow().to_pylist()
    finally:
        opened.close()
    assert not list((folder / "w" / "staging").iterdir())


def refused_or_read(path, read):
    """Return whether it was read; a refusal must be a sentence that names the file."""
    try:
        read()
    except Refusal as refused:
        sentence = str(refused)
    else:
        return True
    assert path.name in sentence, sentence
    assert sentence.endswith("."), sentence
    assert len(sentence) < 700, sentence
    return False


VALUES = st.sampled_from(
    [
        "1",
        "-1",
        "10000000000",
        "true",
        "nan",
        '""',
        '" "',
        "[]",
        "[1]",
        '["a", 1]',
        "{}",
        '{name = "x"}',
        "2026-04-01",
        "0001-01-01",
        "9999-12-31",
        "2026-04-01T00:00:00",
        "2026-04-01T00:00:00+23:59",
        '"' + "x" * 5000 + '"',
        "9999-12-31T23:59:59-23:59",
        "0001-01-01T00:00:00+23:59",
        '"\\u0000"',
        "9" * 400,
        "[[[[]]]]",
    ]
)


@settings(max_examples=150, database=None, derandomize=True)
@given(how=SPOILING)
def test_a_spoilt_agreement_is_read_or_refused_in_a_sentence(how, tmp_path_factory):
    path = tmp_path_factory.mktemp("said") / "agreement.toml"
    path.write_bytes(spoilt(AGREEMENT.encode(), how))
    refused_or_read(path, lambda: read_agreement(path).keep_until(RECEIVED))


@settings(max_examples=150, database=None, derandomize=True)
@given(line=st.integers(0, 30), value=VALUES)
def test_any_value_in_an_agreement_is_read_or_refused_in_a_sentence(line, value, tmp_path_factory):
    lines = AGREEMENT.strip().splitlines()
    at = line % len(lines)
    lines[at] = f"{lines[at].split('=')[0]}= {value}"
    path = tmp_path_factory.mktemp("said") / "agreement.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    refused_or_read(path, lambda: read_agreement(path).keep_until(RECEIVED))


@settings(max_examples=60, database=None, derandomize=True)
@given(how=SPOILING)
def test_a_spoilt_key_or_key_ring_is_read_or_refused_in_a_sentence(how, tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    key, ring, warehouse = folder / "key", folder / "key.ring", folder / "w"
    sound_secrets(folder)
    key.write_bytes(spoilt(key.read_bytes(), how))
    ring.write_bytes(spoilt(ring.read_bytes(), how))
    key.chmod(0o600)
    ring.chmod(0o600)
    refused_or_read(key, lambda: read_key(key, warehouse=warehouse))
    refused_or_read(ring, lambda: read_ring(ring, warehouse=warehouse))


@settings(max_examples=30, database=None, derandomize=True)
@given(content=st.lists(PIECES, max_size=6).map(b"".join))
def test_bytes_of_no_kind_are_refused_in_a_sentence(content, tmp_path_factory):
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_bytes(content)
    report = check([path], threads=1)
    refuse_poor_report(report, path)
    assert not report.files[0].is_usable
