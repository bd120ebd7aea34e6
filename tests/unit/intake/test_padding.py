"""Where blanks stand decides whether cells are trimmed; a doubt is a yes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.intake.padding import is_padded


@pytest.mark.parametrize(
    ("content", "padded"),
    [
        (b"a,b\nc,d\n", False),
        (b'"a b","c d"\r\n"e f",g\r\n', False),
        (b"", False),
        (b"a, b\n", True),
        (b"a ,b\n", True),
        (b'" a","b"\n', True),
        (b'"a ","b"\n', True),
        (b"a\n b\n", True),
        (b"a \r\nb\r\n", True),
        (b" a,b\n", True),
        (b"a,b ", True),
        ("a,b\u00a0\n".encode(), True),
    ],
)
def test_a_blank_at_the_edge_of_a_cell_is_seen(content, padded):
    assert is_padded(content) is padded


@given(st.lists(st.text("ab ,\n", max_size=6), min_size=1, max_size=6), st.integers(1, 9))
def test_a_padded_cell_is_seen_wherever_the_bytes_are_cut(rows, size):
    content = "\n".join(rows).encode()
    cells = content.decode().replace("\n", ",").split(",")
    if any(cell != cell.strip(" ") for cell in cells):
        chunks = [content[at : at + size] for at in range(0, len(content), size)]
        assert any(is_padded(chunk) for chunk in chunks)
