import csv

import pytest

from joinedup.core.refusal import Refusal
from joinedup.intake.line_ends import LineEnds, refuse_mixed_ends, wide_cells


def of(content, size):
    ends = LineEnds()
    longest = [ends.longest_after(content[at : at + size]) for at in range(0, len(content), size)]
    return ends, max(longest)


@pytest.mark.parametrize("size", [1, 2, 3, 100])
@pytest.mark.parametrize(
    ("content", "is_mixed"),
    [
        (b"a\r\nb\r\n", False),
        (b"a\nb\n", False),
        (b"a\rb\r", False),
        (b"a", False),
        (b"a\r\nb\n", True),
        (b"a\nb\r", True),
        (b"a\rb\r\n", True),
        (b"a\n\rb", True),
    ],
)
def test_kinds_are_told_apart_wherever_the_bytes_are_cut(content, is_mixed, size):
    assert of(content, size)[0].is_mixed is is_mixed


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_the_line_that_chunks_continue_is_measured_across_them(end):
    content = b"a" + end + b"b" * 50 + end + b"c"
    assert of(content, 5)[1] == 50


def test_rows_of_another_width_say_nothing(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\r\n1\n2,3\r\n")
    refuse_mixed_ends(path, "a.csv")
    path.write_bytes(b"a,b\r\n1,2\n2,3\r\n")
    with pytest.raises(Refusal, match=r"a\.csv: rows end as Windows ends them, and row 2 ends as Linux"):
        refuse_mixed_ends(path, "a.csv")


def test_wide_cells_are_read_inside_only():
    before = csv.field_size_limit()
    with wide_cells():
        assert len(next(csv.reader(["x" * 1_000_000]))[0]) == 1_000_000
    assert csv.field_size_limit() == before
