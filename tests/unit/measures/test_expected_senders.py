"""A provider that never sent anything leaves a gap in every window it is expected in, and in no other."""

from datetime import date

import pytest

from joinedup.core.period import Period
from joinedup.measures.sources import Holding

YEAR = Period.financial_year("2021/22")


@pytest.mark.parametrize(
    ("since", "until", "is_missed"),
    [
        ("2020-04-01", None, True),
        ("2022-03-31", None, True),
        ("2022-04-01", None, False),
        ("2020-04-01", "2021-04-02", True),
        ("2020-04-01", "2021-04-01", False),
    ],
)
def test_a_silent_provider_is_missed_while_it_is_expected(since, until, is_missed):
    day = date.fromisoformat
    held = Holding(covers=(("One", YEAR),), never=(("Two", day(since), day(until) if until else None),))
    assert held.gaps(YEAR) == (("Two is expected to deliver and has sent nothing for 2021/22",) if is_missed else ())


def test_who_is_silent_is_said_before_who_is_late():
    held = Holding(covers=(("One", None),), never=(("Two", YEAR.start, None),))
    assert [gap.split()[0] for gap in held.gaps(YEAR)] == ["Two", "One"]
