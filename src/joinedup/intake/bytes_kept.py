"""Whether a file's very bytes may be kept beside the tables made from it, and if not, why not."""

import csv
from pathlib import Path

from joinedup.intake.examined import Examined
from joinedup.intake.unpacking import is_packed

KEPT = "its bytes are kept as received (`joinedup snapshot`)"
PEOPLE = "its rows are held encrypted; the file is not kept, as what is not kept cannot leak"
PLACED = frozenset(
    {
        *("value-missing", "start-not-first-day", "outside-cover", "area-not-known", "number-hidden"),
        *("more-than-whole", "same-row-twice", "same-thing-twice"),
    }
)
"""Rules of partner feeds that are broken by cells which all hold a declared code, a day or a number. Any other may be
broken by a name typed into the wrong cell, and that comes into no file of ours (rules of practice 3 and 4)."""


def why_not_kept(path: Path, examined: Examined) -> str | None:
    """Return in words why the file is not kept as received; None where it is.

    A file that its publisher publishes is kept whatever it looks like. One of a partner, or a table made by hand, only
    where each of its cells is one that was read into a table too: then its bytes say no more than the table does.
    """
    if examined.is_case_level:
        return PEOPLE
    if examined.reader is not None:
        return None
    if examined.left_out:
        return "it is not kept as received, as it holds fields that its agreement does not share"
    if is_packed(path):
        return "it is not kept as received, as what it is packed in may hold more than its rows: send it as a plain CSV"
    known = PLACED if examined.feed is not None else frozenset[str]()
    if any(one.rule not in known for one in examined.findings):
        return "it is not kept as received, as it holds cells that could not be placed, listed in its report"
    if examined.feed is not None:
        if any(one.is_personal for one in examined.feed.fields):
            return "it is not kept as received, as it holds references of the sender's own"
        if len(_header(path)) != len(examined.feed.headers):
            return "it is not kept as received, as it holds columns that are not part of its feed"
    return None


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file), [])
