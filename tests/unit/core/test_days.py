from datetime import date

import pytest

from joinedup.core.days import spoken_day


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 5, 3), "3 May 2026"),
        (date(2024, 2, 29), "29 February 2024"),
        (date(1999, 12, 31), "31 December 1999"),
    ],
)
def test_a_day_is_said_in_words(day, said):
    assert spoken_day(day) == said


def test_every_month_has_its_name():
    said = [spoken_day(date(2026, month, 1)).split()[1] for month in range(1, 13)]
    assert [one[:3] for one in said] == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905
