from datetime import date

from joinedup.core.period import Period
from joinedup.definitions.catalogue import indicators
from joinedup.jobs.counting import LEFT_OUT, counted_indicators, whole_years
from joinedup.kinds.indicator import Audience
from joinedup.kinds.provider_counts import What
from joinedup.measures.counting import what_is_counted


def test_what_is_counted_is_read_from_the_definition():
    said = {slug: what_is_counted(one) for slug, one in counted_indicators("ndtms-adult").items()}
    assert said["adults-in-treatment"] is What.PEOPLE
    assert said["women-share-alcohol"] is What.PEOPLE
    assert said["new-presentations-drug"] is What.JOURNEYS
    assert said["re-presentation-alcohol"] is What.JOURNEYS
    assert said["alcohol-treatment-length"] is What.DAYS
    assert What.ROWS not in said.values()


def test_rates_and_unmet_needs_are_not_for_a_provider_to_tell():
    told = counted_indicators("ndtms-adult")
    assert {"adults-in-alcohol-treatment", "women-share-alcohol", "alcohol-treatment-length"} <= set(told)
    for slug in ("adults-in-alcohol-treatment-rate", "unmet-alcohol-need", "unmet-opiate-and-crack-need", "residents"):
        assert slug not in told


def test_what_makes_under_18s_vulnerable_is_never_told_by_provider():
    young = counted_indicators("ndtms-young-people")
    assert set(LEFT_OUT) <= set(indicators())
    assert not set(LEFT_OUT) & set(young)
    assert not [slug for slug in young if "mental-health" in slug and young[slug].audience is Audience.YOUNG_PEOPLE]
    assert "young-people-in-treatment" in young
    assert not [one for one in counted_indicators("ndtms-adult").values() if one.audience is Audience.YOUNG_PEOPLE]


def test_only_years_covered_whole_are_counted():
    years = whole_years(Period(date(2020, 4, 2), date(2023, 3, 31)))
    assert [year.label for year in years] == ["2021/22"]
    assert [year.label for year in whole_years(Period(date(2020, 4, 1), date(2022, 4, 1)))] == ["2020/21", "2021/22"]
    assert whole_years(Period(date(2020, 5, 1), date(2021, 4, 30))) == ()
