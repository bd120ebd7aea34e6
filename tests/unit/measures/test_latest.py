"""The latest period held of each indicator and place: whole, with a number, and of the indicator's own kind of year."""

from datetime import date

import ibis
import pyarrow as pa
import pytest

from joinedup.core.period import Period
from joinedup.intake.national.tables import conform
from joinedup.kinds.indicator import Base, Example, Unit
from joinedup.measures.latest import latest_held
from support.claiming import YEAR, indicator

YEARLY = indicator("deaths", Unit.COUNT, calendar_years=3)
RATE = indicator("death-rate", Unit.RATE, of="population", calendar_years=3, published_as="deaths")
TREATED = indicator("treated", Unit.COUNT)
COUNCIL = "E06000031"


def row(measure, period, **numbers):
    about = {"measure": measure, "area": COUNCIL, "start_on": period.start, "end_on": period.end}
    return about | {"numerator": None, "value": None, "group_kind": None} | numbers


def found(rows, *indicators, people=()):
    names = ("measure", "area", "start_on", "end_on", "group_kind", "group_value", "numerator", "value")
    published = conform("published", {name: [one.get(name) for one in rows] for name in names})
    columns = ("area", "year", "sex", "age", "people")
    population = conform("population", {name: [one[at] for one in people] for at, name in enumerate(columns)})
    held = latest_held(ibis.memtable(published), ibis.memtable(population), indicators, [COUNCIL])
    return {slug: period.label for (slug, _), period in held.items()}


def years(measure, first, last, **numbers):
    return [row(measure, Period.years(year), **numbers) for year in range(first, last + 1)]


def test_pooled_years_end_with_the_last_of_which_every_one_has_a_count():
    rows = [*years("deaths", 2014, 2018, numerator=9.0), row("deaths", Period.years(2020), numerator=8.0)]
    assert found(rows, YEARLY, RATE) == {"deaths": "2016 to 2018", "death-rate": "2016 to 2018"}


def test_one_row_of_all_the_years_together_is_held_too():
    rows = [*years("deaths", 2014, 2016, numerator=9.0), row("deaths", Period.years(2017, 2019), numerator=30.0)]
    assert found(rows, YEARLY) == {"deaths": "2017 to 2019"}


def test_a_row_without_a_number_is_not_held():
    rows = [*years("deaths", 2014, 2016, numerator=9.0), *years("deaths", 2017, 2017)]
    assert found(rows, YEARLY) == {"deaths": "2014 to 2016"}
    assert found(years("deaths", 2014, 2016), YEARLY) == {}


def test_values_without_counts_are_no_single_years_to_pool():
    assert found(years("deaths", 2014, 2018, value=7.0), YEARLY) == {}


def test_an_indicator_of_financial_years_takes_no_other_span():
    rows = [
        row("treated", YEAR.previous, numerator=5.0),
        row("treated", Period.years(2022), numerator=6.0),
        row("treated", Period(date(2022, 4, 1), date(2022, 10, 1)), numerator=7.0),
        row("treated", YEAR, numerator=8.0, group_kind="sex", group_value="male"),
    ]
    assert found(rows, TREATED) == {"treated": "2020/21"}


def test_residents_are_of_the_last_mid_year_with_every_age():
    example = Example(rows=[{"year": 2020}], numerator=1, denominator=None, period=Period.years(2020))
    residents = indicator("residents", Unit.COUNT, calendar_years=1)
    fields = {name: getattr(residents, name) for name in ("slug", "title", "noun", "why", "unit", "polarity", "source")}
    residents = type(residents)(**fields, base=Base.POPULATION, ages=(0, 90), calendar_years=1, example=example)
    people = [(COUNCIL, year, "all", age, 10) for year in (2019, 2020) for age in range(91)]
    people += [(COUNCIL, 2021, "all", age, 10 if age < 85 else None) for age in range(91)]
    assert found([row("deaths", YEAR)], residents, people=people) == {"residents": "2020"}


@pytest.mark.parametrize("last", range(2016, 2021))
def test_a_later_year_never_makes_it_earlier(last):
    labels = [found(years("deaths", 2014, end, numerator=1.0), YEARLY)["deaths"] for end in (last, last + 1)]
    assert labels[0] < labels[1]


def test_an_empty_table_holds_nothing():
    nothing = ibis.memtable(conform("published", {"measure": pa.array([], pa.string())}))
    empty = ibis.memtable(conform("population", {"area": pa.array([], pa.string())}))
    assert latest_held(nothing, empty, [YEARLY, TREATED], [COUNCIL]) == {}
