"""Whatever stands in a feed's cells: every row is used or set aside, and what was written in them is kept nowhere."""

import csv
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.core.refusal import Refusal
from joinedup.definitions.catalogue import feeds
from joinedup.intake.feed_file import read_feed_file
from joinedup.intake.snapshot import snapshot_csv
from joinedup.kinds.check_rule import Severity
from joinedup.kinds.feed import NOT_KNOWN, FieldKind
from joinedup.warehouse.engine import connect

FEEDS = sorted(feeds())
NASTY = st.sampled_from(
    ["", " ", "*", "0", "-1", "1e9", "٣", "2026-01-05", "05/01/2026", "X07000001", "=1+1", '"', "'"]
)


@st.composite
def files(draw):
    feed = feeds()[draw(st.sampled_from(FEEDS))]
    sound = [dict(row) for row in feed.sound] + [dict(row) for row, _ in feed.offending]
    rows = draw(st.lists(st.sampled_from(sound).map(dict), min_size=1, max_size=6))
    for row in rows:
        if draw(st.booleans()):
            header = draw(st.sampled_from(feed.headers))
            row[header] = draw(NASTY | st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=12))
    return feed, rows


def read(feed, rows, folder):
    path = folder / "feed.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(feed.headers)
        writer.writerows([row[header] for header in feed.headers] for row in rows)
    connection = connect(folder / "spill", threads=1)
    try:
        return read_feed_file(snapshot_csv(path), feed, connection, covers=None, areas=frozenset())
    finally:
        connection.close()


@settings(max_examples=60)
@given(files())
def test_every_row_is_used_or_set_aside_and_only_declared_words_are_kept(given_file):
    feed, rows = given_file
    with tempfile.TemporaryDirectory() as folder:
        try:
            kept, findings, total = read(feed, rows, Path(folder))
        except Refusal:
            return  # said in a sentence: quotes or line ends that cannot be told apart
    aside = {row for one in findings if one.severity is Severity.SET_ASIDE for row in one.rows}
    assert kept.num_rows + len(aside) == total == len(rows)
    assert all(2 <= row <= len(rows) + 1 for row in aside)
    for one in feed.fields:
        if one.kind is FieldKind.CODE:
            allowed = {code.code for code in one.codes.codes} | {NOT_KNOWN}
            assert set(kept[one.header].to_pylist()) <= allowed
        if one.is_number:
            values = kept[one.header].to_pylist()
            assert all(value is None or value >= 0 for value in values)
            if one.part_of:
                wholes = kept[one.part_of].to_pylist()
                assert all(a is None or b is None or a <= b for a, b in zip(values, wholes, strict=True))
    assert not any(one.shown for one in findings)
    keys = [tuple(row[h] for h in feed.tells_apart if h in row) for row in kept.to_pylist()]
    known = [key for key in keys if NOT_KNOWN not in key]
    if all(one.kind is not FieldKind.REFERENCE for one in feed.fields):
        assert len(known) == len(set(known)), "two rows about the same thing were both used"
