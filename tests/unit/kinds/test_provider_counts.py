from datetime import date

import pytest

from joinedup.core.period import Period
from joinedup.kinds.provider_counts import NEARLY_ALL, Count, RowCount, What
from support.counting import IN_ALCOHOL, WOMEN, counts, person_count


def test_a_hidden_count_has_no_number_and_those_left_over_are_counted():
    assert person_count(None).is_hidden
    assert person_count(12, indicator=WOMEN, of=40).left_over == 28
    assert Count(IN_ALCOHOL, "2021/22", "X10000001", What.DAYS, 900, 30).left_over is None


def test_only_rows_add_up():
    assert [what for what in What if what.adds_up] == [What.ROWS]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"number": -1}, "whole number"),
        ({"number": True}, "whole number"),
        ({"number": 2**53}, "whole number"),
        ({"number": 41, "of": 40}, "More are counted"),
        ({"area": "AB12 3CD"}, "a letter and eight digits"),
        ({"area": "1999-01-02"}, "a letter and eight digits"),
        ({"year": "2021"}, "financial year"),
        ({"indicator": "Women"}, "slug"),
        ({"number": None, "recorded": NEARLY_ALL}, "said of no hidden figure"),
        ({"recorded": "some"}, "`recorded` is"),
    ],
)
def test_a_count_that_is_none_is_refused(change, words):
    with pytest.raises(ValueError, match=words):
        person_count(**change)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sender": "A B; DROP"}, "sender is a code"),
        ({"sender_name": "two\nlines"}, "one line"),
        ({"sender_name": "x" * 201}, "one line"),
        ({"letter": "a letter"}, "letter is a code"),
        ({"rules_version": "no"}, "16 hexadecimal"),
        ({"definitions": {}}, "under which definition"),
        ({"definitions": {IN_ALCOHOL: "x", WOMEN: "0" * 12}}, "12 hexadecimal"),
        ({"counts": (person_count(), person_count())}, "twice"),
        ({"covers": Period(date(2021, 5, 1), date(2026, 4, 1))}, "which it does not cover"),
        ({"signed_by": "0" * 64}, "goes with the key"),
        ({"signed_by": "0" * 64, "signature": "A" * 128}, "128 hexadecimal"),
    ],
)
def test_a_file_that_is_none_is_refused(change, words):
    with pytest.raises(ValueError, match=words):
        counts(**change)


@pytest.mark.parametrize("given", [("rows", "", 3), ("rows set aside", "", 3), ("rows in the file", "a", 3)])
def test_rows_are_counted_in_three_ways_only(given):
    with pytest.raises(ValueError, match="Rows are counted as"):
        RowCount(*given)
