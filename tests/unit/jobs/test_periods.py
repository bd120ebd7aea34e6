"""Which period each figure is for, and which windows are measured for which indicators."""

import pytest

from joinedup.core.period import Period
from joinedup.jobs.periods import periods_of, windows
from joinedup.kinds.document import Ask, ClaimKind, DocumentKind, Picture, Section, Versus
from joinedup.kinds.indicator import Unit
from support.claiming import YEAR, indicator

STARTS = indicator("starts", Unit.COUNT)
SHARE = indicator("women-share", Unit.PERCENT)
DEATHS = indicator("deaths", Unit.COUNT, calendar_years=3)
ALL = {one.slug: one for one in (STARTS, SHARE, DEATHS)}


def document(asks, pictures=()):
    return DocumentKind("made-up", "Made up", (Section("one", "One", tuple(asks), tuple(pictures)),), "open", "A test")


@pytest.mark.parametrize(
    ("last_held", "years"),
    [(2020, (2018, 2020)), (2021, (2019, 2021)), (2024, (2019, 2021)), (None, (2019, 2021))],
)
def test_calendar_years_are_the_latest_whole_ones_held_that_end_by_the_end_of_the_year(last_held, years):
    found = periods_of(ALL, ALL, YEAR, last_held)
    assert found == {"starts": YEAR, "women-share": YEAR, "deaths": Period.years(*years)}


def test_windows_are_those_asked_for_and_the_years_before_only_of_what_is_compared_with_them():
    asks = [Ask(ClaimKind.CHANGE, "starts", Versus.PREVIOUS), Ask(ClaimKind.SHARE, "women-share")]
    found = windows(document(asks), periods_of(ALL, ALL, YEAR, 2020))
    assert found == {YEAR.previous: ("starts",), YEAR: ("starts", "women-share")}
    assert list(found) == sorted(found)


def test_the_window_before_pooled_years_shares_no_time_with_them():
    asks = [Ask(ClaimKind.CHANGE, "deaths", Versus.PREVIOUS)]
    first, second = windows(document(asks), periods_of(ALL, ALL, YEAR, 2020))
    assert (first, second) == (Period.years(2015, 2017), Period.years(2018, 2020))
    assert first.end <= second.start


def test_a_picture_of_years_is_measured_for_each_of_them():
    pictures = [Picture("years", "Starts", ("starts",), years=4)]
    found = windows(document([Ask(ClaimKind.SHARE, "women-share")], pictures), periods_of(ALL, ALL, YEAR, None))
    assert [period.label for period in found] == ["2018/19", "2019/20", "2020/21", "2021/22"]
    assert found[YEAR] == ("women-share", "starts")
    assert all(found[period] == ("starts",) for period in found if period != YEAR)


def test_a_trend_is_measured_for_single_years_even_where_the_indicator_pools_them():
    asks = [Ask(ClaimKind.TREND, "starts"), Ask(ClaimKind.TREND, "deaths", years=6)]
    found = windows(document(asks), periods_of(ALL, ALL, YEAR, 2020))
    assert [period.label for period, slugs in found.items() if "starts" in slugs] == [
        *("2017/18", "2018/19", "2019/20", "2020/21", "2021/22"),
    ]
    assert [period.label for period, slugs in found.items() if "deaths" in slugs] == [
        *("2015", "2016", "2017", "2018", "2018 to 2020", "2019", "2020"),
    ]


def test_the_change_of_a_gap_is_measured_for_the_period_before_too():
    asks = [Ask(ClaimKind.GAP_CHANGE, "women-share", by="sex", groups=("female", "male"))]
    found = windows(document(asks), periods_of(ALL, ALL, YEAR, 2020))
    assert found == {YEAR.previous: ("women-share",), YEAR: ("women-share",)}
