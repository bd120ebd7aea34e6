from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal


@pytest.mark.parametrize(
    ("period", "label"),
    [
        (Period.financial_year("2021/22"), "2021/22"),
        (Period.financial_year("1999/00"), "1999/00"),
        (Period.years(2020), "2020"),
        (Period.years(2018, 2020), "2018 to 2020"),
        (Period(date(2018, 4, 1), date(2021, 4, 1)), "2018/19 to 2020/21"),
        (Period(date(2021, 5, 3), date(2021, 6, 1)), "2021-05-03 to 2021-05-31"),
    ],
)
def test_label(period, label):
    assert period.label == label


@pytest.mark.parametrize("label", ["2021", "2021/23", "2021-22", "21/22", "2021/2", ""])
def test_what_is_not_a_financial_year_is_refused_in_words(label):
    with pytest.raises(Refusal, match="write it as 2021/22"):
        Period.financial_year(label)


def test_previous_is_as_long_and_adjoins():
    assert Period.years(2018, 2020).previous == Period.years(2015, 2017)
    assert Period.financial_year("2021/22").previous == Period.financial_year("2020/21")


def test_a_leap_day_does_not_shift_years():
    assert Period.financial_year("2020/21").previous == Period.financial_year("2019/20")


def test_a_period_must_end_after_it_starts():
    with pytest.raises(ValueError, match="must end after it starts"):
        Period(date(2021, 4, 1), date(2021, 4, 1))


days = st.dates(date(2009, 1, 1), date(2030, 1, 1))


@given(days, days, days, days)
@example(date(2020, 4, 1), date(2021, 4, 1), date(2021, 4, 1), date(2022, 4, 1))  # adjoin: chance seldom tries it
def test_periods_share_time_exactly_when_a_day_lies_in_both(a, b, c, d):
    if a >= b or c >= d:
        return
    first, second = Period(a, b), Period(c, d)
    assert first.shares_time_with(second) == (max(a, c) < min(b, d))
    assert first.shares_time_with(second) == second.shares_time_with(first)
    if first.covers(second):
        assert first.shares_time_with(second)


@given(days, days)
def test_a_period_never_shares_time_with_the_one_before(a, b):
    if a >= b:
        return
    period = Period(a, b)
    assert not period.shares_time_with(period.previous)
    assert period.previous.end == period.start


def test_single_years_end_when_the_period_does():
    assert [year.label for year in Period.years(2018, 2020).single_years(3)] == ["2018", "2019", "2020"]
    assert [year.label for year in Period.financial_year("2021/22").single_years(2)] == ["2020/21", "2021/22"]
    leap = Period(date(2019, 2, 28), date(2020, 2, 29)).single_years(2)
    assert leap == (Period(date(2018, 2, 28), date(2019, 2, 28)), Period(date(2019, 2, 28), date(2020, 2, 29)))


def test_one_year_is_twelve_months_whenever_it_starts():
    assert Period.financial_year("2021/22").is_one_year
    assert Period.years(2020).is_one_year
    assert not Period.years(2018, 2020).is_one_year
    assert not Period(date(2020, 1, 1), date(2020, 2, 1)).is_one_year
