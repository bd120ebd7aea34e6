"""Every feed's own example: sound rows pass without a word; an offending row breaks the rule it names, alone."""

import csv

import pytest

from joinedup.definitions.areas import areas
from joinedup.definitions.catalogue import feeds
from joinedup.intake.feed_file import read_feed_file
from joinedup.intake.feed_rules import FEED_RULES
from joinedup.intake.snapshot import snapshot_csv
from joinedup.kinds.check_rule import ADVICE
from joinedup.warehouse.engine import connect

OFFENCES = [(slug, rule) for slug, feed in feeds().items() for _, rule in feed.offending]


def read(feed, rows, folder):
    path = folder / f"{feed.slug}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, feed.headers)
        writer.writeheader()
        writer.writerows(rows)
    connection = connect(folder / "spill", threads=1)
    try:
        kept, findings, total = read_feed_file(
            snapshot_csv(path), feed, connection, covers=None, areas=frozenset(areas())
        )
    finally:
        connection.close()
    assert total == len(rows)
    return kept, findings


@pytest.mark.parametrize("slug", sorted(feeds()))
def test_sound_rows_pass_without_a_word(slug, tmp_path):
    feed = feeds()[slug]
    kept, findings = read(feed, feed.sound, tmp_path)
    assert {one.rule for one in findings} <= {"number-hidden"}
    assert kept.num_rows == len(feed.sound)
    assert tuple(kept.column_names) == tuple(feed.columns)
    hidden = sum(value in one.markers for row in feed.sound for one in feed.fields for value in [row[one.header]])
    assert sum(one.total for one in findings) == hidden


@pytest.mark.parametrize(("slug", "rule"), OFFENCES)
def test_an_offending_row_breaks_the_rule_it_names_and_no_other(slug, rule, tmp_path):
    feed = feeds()[slug]
    for row, broken in feed.offending:
        if broken != rule:
            continue
        kept, findings = read(feed, (*feed.sound, row), tmp_path)
        told = [one for one in findings if one.rule != "number-hidden"]
        assert [(one.rule, one.rows) for one in told] == [(rule, (len(feed.sound) + 2,))]
        is_kept = FEED_RULES[rule].severity in ADVICE
        assert kept.num_rows == len(feed.sound) + is_kept
        assert not any(one.shown for one in findings), "no value of a feed is repeated in a report"


def test_every_feed_holds_something_no_person_can_be_named_by():
    for slug, feed in feeds().items():
        kept = set(feed.columns)
        assert not {one.header for one in feed.fields if one.is_personal} & kept, slug
        assert sum(one.is_protected for one in feed.fields) <= 1, slug
        assert feed.marking == "restricted", f"{slug}: what a partner sends is not open until it says so"
