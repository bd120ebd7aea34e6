"""Of several issues of one figure the last is read, or the last that was out on a day."""

from dataclasses import replace
from datetime import date

import pytest

from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.definitions.catalogue import indicator
from joinedup.measures.measure import measure
from joinedup.measures.published import Publications
from support.sources import sources

PLACE, YEAR = Place("X10000001", "Thornmarch"), Period.years(2020)


def issue(deaths, released_on, source="A publisher"):
    return {
        "measure": "drug-poisoning-deaths",
        "area": PLACE.code,
        "start_on": YEAR.start,
        "end_on": YEAR.end,
        "numerator": deaths,
        "source": source,
        "released_on": released_on,
    }


ISSUES = [issue(12.0, date(2022, 3, 31)), issue(10.0, date(2021, 9, 30)), issue(11.0, date(2021, 12, 31))]


@pytest.mark.parametrize(
    ("as_of", "known"),
    [
        (None, 12.0),
        (date(2030, 1, 1), 12.0),
        (date(2022, 3, 31), 12.0),
        (date(2022, 3, 30), 11.0),
        (date(2021, 9, 30), 10.0),
        (date(2021, 9, 29), None),
    ],
)
def test_a_figure_is_that_of_the_last_issue_out_on_the_day(as_of, known):
    held = Publications(sources(published=ISSUES).published, ["drug-poisoning-deaths"], [PLACE.code], as_of)
    row = held.row(["drug-poisoning-deaths"], PLACE.code, YEAR)
    assert (row["numerator"] if row else None) == known


def test_a_row_without_a_day_of_release_is_always_known_and_gives_way_to_any_with_one():
    rows = [issue(9.0, None), *ISSUES]
    for as_of, known in ((date(2021, 1, 1), 9.0), (date(2021, 10, 1), 10.0), (None, 12.0)):
        held = Publications(sources(published=rows).published, ["drug-poisoning-deaths"], [PLACE.code], as_of)
        assert held.row(["drug-poisoning-deaths"], PLACE.code, YEAR)["numerator"] == known


def test_measuring_reads_what_was_known_on_the_day_asked_for():
    known = replace(sources(published=ISSUES), published_as_of=date(2022, 1, 1))
    [then] = measure(known, [indicator("drug-poisoning-deaths")], [PLACE], [YEAR])
    [now] = measure(sources(published=ISSUES), [indicator("drug-poisoning-deaths")], [PLACE], [YEAR])
    assert (then.value, now.value) == (11.0, 12.0)
