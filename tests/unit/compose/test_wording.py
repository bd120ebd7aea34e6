"""What a table cell says for every way a figure can be."""

from dataclasses import replace

import pytest

from joinedup.documents.compose.wording import cell_text, figure_text, listed
from joinedup.documents.wording import ABSENT, HIDDEN
from joinedup.kinds.indicator import Unit
from joinedup.release.figure import Figure, Showing
from support.claiming import COUNTY, YEAR, averaged, counted, hidden, indicator, published, rated, shared

SHARE = indicator("women-share", Unit.PERCENT)
RATE = indicator("treatment-rate", Unit.RATE)
COUNT = indicator("starts", Unit.COUNT)
DAYS = indicator("length", Unit.DAYS)


@pytest.mark.parametrize("one", [SHARE, RATE, COUNT, DAYS], ids=lambda one: one.slug)
def test_a_hidden_and_an_absent_figure_say_so_and_nothing_else(one):
    assert cell_text(hidden(one.slug, COUNTY), one) == HIDDEN
    assert cell_text(None, one) == ABSENT
    assert cell_text(Figure(one.slug, COUNTY, YEAR, None, Showing.ABSENT, note="why"), one) == ABSENT


def test_a_share_tells_value_interval_and_counts():
    assert cell_text(shared(SHARE.slug, COUNTY, 300, 889), SHARE) == "34% (31% to 37%), 300 of 889"


def test_a_share_of_too_few_tells_its_counts_only():
    few = replace(shared(SHARE.slug, COUNTY, 8, 17), value=None, low=None, high=None)
    said = cell_text(few, SHARE)
    assert "%" not in said
    assert "8" in said
    assert "too few for a percentage" in said


def test_a_rate_a_count_and_an_average():
    assert cell_text(rated(RATE.slug, COUNTY, 889, 546_295), RATE) == "163 (152 to 174), 889 of 546,295"
    assert cell_text(counted(COUNT.slug, COUNTY, 1672), COUNT) == "1,672"
    assert cell_text(averaged(DAYS.slug, COUNTY, [100, 200, 300]), DAYS).startswith("200 (")


def test_a_published_value_without_counts_stands_alone_as_printed():
    assert cell_text(published(RATE.slug, 189.0), RATE) == "189"


def test_a_value_that_rounds_to_ten_is_written_whole():
    assert figure_text(replace(shared(SHARE.slug, COUNTY, 30, 300), value=9.96), SHARE) == "10%"
    assert figure_text(replace(shared(SHARE.slug, COUNTY, 30, 300), value=9.94), SHARE) == "9.9%"


def test_lists_read_as_people_write_them():
    assert [listed(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
