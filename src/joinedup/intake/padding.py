"""Whether any cell of a file has blanks around it: most files have none, and then no cell needs to be trimmed."""

import numpy as np

_BLANK = ord(" ")
_EDGES = np.frombuffer(b'",\r\n', dtype=np.uint8)


def is_padded(chunk: bytes) -> bool:
    """Return whether a cell in these bytes, which may begin and end anywhere, may begin or end with a blank.

    That is so where a blank stands beside a comma, a quote, a line end or either end of the bytes. Any character
    beyond ASCII counts as a blank, as some of them are.
    """
    if not chunk.isascii():
        return True
    content = np.frombuffer(chunk, dtype=np.uint8)
    blanks = np.flatnonzero(content == _BLANK)
    if blanks.size == 0:
        return False
    if blanks[0] == 0 or blanks[-1] == content.size - 1:
        return True
    beside = np.concatenate([content[blanks - 1], content[blanks + 1]])
    return bool(np.isin(beside, _EDGES).any())
