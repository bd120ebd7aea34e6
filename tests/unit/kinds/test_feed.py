"""A feed is checked when it is made, and its periods know their own first days."""

from dataclasses import replace
from datetime import date

import pytest

from joinedup.core.period import Period
from joinedup.definitions.catalogue import feeds
from joinedup.definitions.feed_terms import AGE_BAND
from joinedup.kinds.feed import Every, Field, FieldKind, Holds
from joinedup.kinds.timeliness import Expected

FEED = feeds()["police-seizures"]
NAME = Field("sample", FieldKind.REFERENCE, "a number", is_personal=True)
AGE = Field("age_band", FieldKind.CODE, "age", codes=AGE_BAND, is_protected=True)
SEX = replace(AGE, header="sex")


def wider(*more):
    fill = {one.header: "x" for one in more}
    return {
        "fields": (*FEED.fields, *more),
        "sound": tuple({**row, **fill} for row in FEED.sound),
        "offending": tuple(({**row, **fill}, rule) for row, rule in FEED.offending),
    }


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": " "}, "leaves `title` blank"),
        ({"steward": ""}, "leaves `steward` blank"),
        ({"marking": "secret"}, "a marking is one of"),
        ({"place": "ward"}, "a place one of"),
        ({"oldest_days": 30}, "too old before its next file is due"),
        ({"sound": ()}, "needs a worked example"),
        ({"sound": ({"start_on": "2026-01-01"},)}, "does not fill exactly its headers"),
        ({"fields": FEED.fields[1:]}, "first two fields are start_on and area"),
        ({"key": ("venue",)}, "a key that is no header"),
        (wider(NAME), "holds counts: it needs a number and takes no reference"),
        (wider(AGE, SEX), "crosses two protected characteristics"),
        ({"fields": FEED.fields[:3]}, "it needs a number"),
    ],
)
def test_a_feed_that_is_not_whole_is_refused_with_a_sentence(change, says):
    with pytest.raises(ValueError, match=says):
        replace(FEED, **change)


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ({"header": "Age Band", "kind": FieldKind.WHOLE}, "cannot be a header"),
        ({"header": "drug", "kind": FieldKind.CODE}, "a code, and only a code, names its list"),
        ({"header": "name", "kind": FieldKind.CODE, "codes": AGE_BAND, "is_personal": True}, "leave it out"),
        ({"header": "sample", "kind": FieldKind.REFERENCE}, "a reference is personal"),
        ({"header": "area", "kind": FieldKind.AREA, "high": 3.0}, "only a number has"),
    ],
)
def test_a_field_that_is_not_whole_is_refused_with_a_sentence(field, says):
    with pytest.raises(ValueError, match=says):
        Field(says="something", **field)


def test_a_reference_has_no_column_and_a_hidden_number_has_its_marker():
    events = feeds()["laboratory-results"]
    assert events.holds is Holds.EVENTS
    assert "sample" in events.headers
    assert "sample" not in events.columns
    assert FEED.columns["seizures_marker"] == "string"
    assert list(FEED.columns)[:2] == ["start_on", "area"]
    assert FEED.table == "feed_police_seizures"


@pytest.mark.parametrize(
    ("every", "first_days"),
    [
        (Every.WEEK, ["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"]),
        (Every.MONTH, ["2026-01-01"]),
        (Every.QUARTER, ["2026-01-01"]),
        (Every.TERM, ["2026-01-01"]),
        (Every.YEAR, []),
        (Every.SCHOOL_YEAR, []),
    ],
)
def test_first_days_within_a_month(every, first_days):
    january = Period(date(2026, 1, 1), date(2026, 2, 1))
    assert [day.isoformat() for day in every.first_days(january)] == first_days


def test_a_year_holds_as_many_of_each_as_it_should():
    year = Period(date(2025, 4, 1), date(2026, 4, 1))
    counted = {every: len(list(every.first_days(year))) for every in Every}
    assert counted == {
        Every.WEEK: 52,
        Every.MONTH: 12,
        Every.QUARTER: 4,
        Every.TERM: 3,
        Every.YEAR: 1,
        Every.SCHOOL_YEAR: 1,
    }


def test_an_expected_sender_has_a_first_day_and_may_have_a_last():
    one = Expected("X1", "One", "population", date(2026, 1, 1), date(2026, 2, 1))
    assert [one.is_expected_on(date(2025, 12, 31)), one.is_expected_on(date(2026, 1, 1))] == [False, True]
    assert not one.is_expected_on(date(2026, 2, 1))
    with pytest.raises(ValueError, match="before it is expected since"):
        replace(one, until=date(2025, 1, 1))
