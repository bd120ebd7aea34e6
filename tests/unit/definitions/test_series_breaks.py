"""Breaks in series are declared data: what one looks like, and what it touches."""

import tomllib
from datetime import date

import pytest

from joinedup.core.period import Period
from joinedup.definitions.series_breaks import read_breaks, series_breaks

TEXT = """
[[break]]
on = 2023-04-01
why = "a new provider"
place = "E10000003"
indicators = ["new-presentations-drug"]

[[break]]
on = 2020-04-01
why = "a new recording rule"
"""


def test_breaks_are_read_by_day():
    earlier, later = read_breaks(tomllib.loads(TEXT))
    assert (earlier.on, earlier.place, earlier.indicators) == (date(2020, 4, 1), None, ())
    assert later.why == "a new provider"
    assert later.touches("new-presentations-drug", "E10000003")
    assert not later.touches("new-presentations-drug", "E06000031")
    assert not later.touches("new-presentations-alcohol", "E10000003")
    assert earlier.touches("anything", "anywhere")


def test_a_period_that_begins_before_a_break_is_from_before_it():
    (only,) = read_breaks({"break": [{"on": date(2020, 4, 1), "why": "a new provider"}]})
    assert only.is_after_start_of(Period.financial_year("2019/20"))
    assert not only.is_after_start_of(Period.financial_year("2020/21"))


def test_a_break_says_why():
    with pytest.raises(ValueError, match="The break on 2020-04-01 must say why"):
        read_breaks({"break": [{"on": date(2020, 4, 1), "why": " "}]})


def test_those_declared_are_whole():
    assert series_breaks() == tuple(sorted(series_breaks(), key=lambda one: one.on))
