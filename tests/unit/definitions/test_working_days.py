"""England's working days: no weekend, no bank holiday, and what is not known is said."""

from datetime import date

import pytest

from joinedup.core.status import SourceStatus
from joinedup.definitions.working_days import BankHolidays, bank_holidays, is_working_day, next_working_day


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 4, 2), date(2026, 4, 7)),  # the Thursday before Easter
        (date(2026, 12, 24), date(2026, 12, 29)),  # the 26th is a Saturday: the 28th stands in for it
        (date(2027, 12, 24), date(2027, 12, 29)),  # both are on a weekend
        (date(2026, 6, 5), date(2026, 6, 8)),
        (date(2026, 6, 8), date(2026, 6, 9)),
    ],
)
def test_the_next_working_day(day, following):
    assert next_working_day(day) == following


def test_each_year_known_has_eight_and_none_is_on_a_weekend():
    known = bank_holidays()
    for year in range(min(known.days).year, known.known_until.year + 1):
        assert sum(day.year == year for day in known.days) == 8
    assert all(day.weekday() < 5 for day in known.days)
    assert known.status is SourceStatus.KNOWLEDGE


def test_easter_is_where_the_calendar_puts_it():
    for year in (2026, 2027, 2028):
        easter = _easter(year)
        assert not is_working_day(date.fromordinal(easter.toordinal() - 2))
        assert not is_working_day(date.fromordinal(easter.toordinal() + 1))


def _easter(year):
    """Easter Sunday by the anonymous Gregorian computation (Meeus, Astronomical Algorithms, 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    ell = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)


def test_what_cannot_be_one_is_refused():
    for days in ({date(2026, 6, 6)}, {date(2030, 6, 3)}):
        with pytest.raises(ValueError, match="bank holiday"):
            BankHolidays(frozenset(days), date(2028, 12, 31), SourceStatus.KNOWLEDGE, "x")
