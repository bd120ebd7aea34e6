"""Each number of each feed of counts adds up over a council and year, or says why not."""

import pytest

from joinedup.definitions.feed_totals import ADDS_UP, counts_feeds, numbers_of, why_not


@pytest.mark.parametrize("slug", counts_feeds())
def test_each_number_adds_up_or_says_why_not(slug):
    feed = counts_feeds()[slug]
    for field in numbers_of(feed):
        why = why_not(feed, field.header)
        assert bool(why) == (field.header not in ADDS_UP.get(slug, ()))
        assert not why or why.endswith(".")


def test_what_adds_up_is_there_and_counts_no_people():
    for slug, headers in ADDS_UP.items():
        fields = {one.header: one for one in numbers_of(counts_feeds()[slug])}
        assert set(headers) <= set(fields)
        assert all(fields[header].adds_up for header in headers)
        for header in headers:
            assert fields[header].part_of is None or fields[header].part_of in headers
