"""Residents of some ages: mid-year estimates of which only a level is said."""

from dataclasses import replace
from datetime import date

import pytest

from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.core.status import SourceStatus, State
from joinedup.kinds.indicator import Base, Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source
from joinedup.measures.measure import measure
from joinedup.measures.population import Populations
from support.sources import people, sources, table

COUNCIL = Place("X10000001", "Thornmarch")
OLDER = Indicator(
    slug="residents-65-plus",
    title="Residents aged 65 and over",
    noun="residents aged 65 and over",
    why="An example.",
    unit=Unit.COUNT,
    polarity=Polarity.NONE,
    source=Source("mid-year estimates", SourceStatus.FOUND),
    base=Base.POPULATION,
    ages=(65, 90),
    is_stock=True,
    calendar_years=1,
    example=Example(rows=[{"year": 2021, "people": None}], numerator=0, denominator=None, period=Period.years(2021)),
)
SHARE = replace(OLDER, slug="share-65-plus", unit=Unit.PERCENT, share_of="residents")


def one(indicator, rows, year=2021):
    (estimate,) = measure(sources(population=rows), [indicator], [COUNCIL], [Period.years(year)])
    return estimate


def test_residents_of_the_ages_asked_for_are_counted_and_shared():
    rows = people(COUNCIL.code, 10)
    count, share = one(OLDER, rows), one(SHARE, rows)
    assert (count.state, count.value, count.provenance.is_published) == (State.OK, 260.0, True)
    assert share.value == pytest.approx(100 * 26 / 91)
    assert (share.state, share.low, share.numerator) == (State.VALUE_ONLY, None, None)


def test_an_age_not_published_refuses_the_count_or_the_share_it_is_in():
    rows = [row | {"people": None if row["age"] >= 85 else 10} for row in people(COUNCIL.code, 10)]
    assert one(OLDER, rows).state is State.REFUSED
    younger = replace(SHARE, slug="share-18-29", ages=(18, 29))
    assert one(younger, rows).state is State.REFUSED
    assert one(replace(OLDER, slug="residents-18-29", ages=(18, 29)), rows).value == 120.0


def test_no_other_year_stands_in_for_residents():
    assert one(OLDER, people(COUNCIL.code, 10), year=2020).state is State.NO_DATA


def test_a_population_far_away_in_time_makes_no_rate():
    held = Populations(table("population", people(COUNCIL.code, 10, year=2014)), [COUNCIL.code], {(0, 90)})
    assert held.of((0, 90), COUNCIL.code, Period.years(2017)).people == 910
    far = held.of((0, 90), COUNCIL.code, Period.years(2018))
    assert (far.people, far.is_refused) == (None, True)
    assert "nearest is of mid-2014" in far.note


def by_delivery(*deliveries):
    """Population rows as the warehouse gives them: each with the delivery it came in."""
    import ibis

    parts = [
        table("population", people(code, each, ages=range(91))).mutate(delivery_id=ibis.literal(delivery))
        for delivery, code, each in deliveries
    ]
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.union(part)
    return whole


def test_of_two_publications_one_is_used_whole_and_the_other_named():
    rows = by_delivery(("d1", COUNCIL.code, 10), ("d2", COUNCIL.code, 11))
    held = Populations(rows, [COUNCIL.code], {(0, 90)}, {"d2": "The later", "d1": "The earlier"})
    found = held.of((0, 90), COUNCIL.code, Period(date(2021, 4, 1), date(2022, 4, 1)))
    assert (found.people, found.deliveries) == (1001, ("d2",))
    assert [(other.source, other.value) for other in found.beside] == [("The earlier", 910.0)]


def test_a_county_with_one_year_of_its_own_still_has_its_districts_in_the_others():
    district = people("X10000009", 7, year=2017, part_of=COUNCIL.code, area_kind="district")
    rows = table("population", people(COUNCIL.code, 10, year=2020) + district)
    held = Populations(rows, [COUNCIL.code], {(0, 90)})
    assert held.of((0, 90), COUNCIL.code, Period.years(2020)).people == 910
    assert held.of((0, 90), COUNCIL.code, Period.years(2017)).people == 637
