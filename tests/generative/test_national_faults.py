"""Whatever is wrong with a published file, there is a sentence about it: never a traceback."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.core.refusal import Refusal
from joinedup.definitions.areas import areas
from joinedup.intake.national import recognise

MINIATURES = Path(__file__).parents[1] / "support" / "miniatures"
SOUND = {path.name: path.read_bytes() for path in sorted(MINIATURES.glob("*.csv"))}

cuts = st.tuples(st.integers(0, 400), st.integers(0, 30))
pieces = st.one_of(
    st.binary(max_size=6),
    st.sampled_from([b",", b"\n", b'"', b"-", b"\r\n", b"9" * 5000, b"9999", b"0000/01", b"\xff", b"\x00", b"2020"]),
)


@pytest.mark.parametrize("name", sorted(SOUND))
@settings(max_examples=60, database=None, derandomize=True)
@given(cut=cuts, near=st.integers(0, 9), piece=pieces)
def test_a_spoilt_file_is_read_or_refused_in_a_sentence(name, cut, near, piece, tmp_path_factory):
    sound = SOUND[name]
    start = len(sound) * near // 10 + cut[0]
    path = tmp_path_factory.mktemp("spoilt") / name
    path.write_bytes(sound[:start] + piece + sound[start + cut[1] :])
    reader = recognise(path)
    if reader is None:
        return
    refusal = ""
    try:
        tables = reader.read(path, areas()).tables.values()
    except Refusal as refused:
        refusal = str(refused)
    if refusal:
        assert path.name in refusal
        assert refusal.endswith(".")
        assert len(refusal) < 700
    else:
        assert all(table.num_rows for table in tables)
