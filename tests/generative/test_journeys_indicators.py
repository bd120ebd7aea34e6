"""Every declared indicator: the product and the plain-Python twin count the same people.

A new indicator is drawn into both tests by being declared; nothing here names one.
"""

import random
from datetime import date

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.definitions.catalogue import indicators
from joinedup.kinds.indicator import Base
from joinedup.measures.tally import count
from joinedup.warehouse.contracts import JOURNEY
from support.twin.measure import measure

COUNTED = [one for one in indicators().values() if one.base is Base.JOURNEY]
AREAS = ("X06000001", "X10000001")
ARROW = {"string": pa.string(), "date": pa.date32(), "int64": pa.int64(), "boolean": pa.bool_()}
WORDS = {
    "area": (*AREAS, "X99999999"),
    "age_band": ("under 18", "18-29", "30-39", "60+"),
    "substance_group": ("opiate", "non-opiate-and-alcohol", "non-opiate-only", "alcohol-only"),
    "sex": ("male", "female"),
    "disability": ("any", "none"),
    "housing": ("no problem", "housing problem", "urgent problem"),
    "employment": ("regular employment", "unemployed or economically inactive", "long-term sick or disabled", "other"),
    "parental_status": ("parent living with children", "living with children not their own", "not a parent"),
    "injecting": ("never", "previously", "currently"),
    "referral": ("self family and friends", "criminal justice", "education", "other"),
    "exit_reason": ("completed", "left early", "transferred", "died", "withdrawn or declined", "inconsistent"),
}
NUMBERS = {"age_at_start": (15, 17, 18, 44), "wait_days": (0, 21, 22), "length_days_to_window_end": (729, 730, 5000)}
OFTEN_TRUE = {"is_adult", "in_window", "is_latest", "is_new", "is_exit", "is_completed"}


def made_up_rows(seed):
    """Return journeys whose columns need not fit together: any mix that the contract allows, a fifth of it missing."""
    draw = random.Random(seed)

    def value(name, kind):
        if draw.random() < 0.2 and name not in OFTEN_TRUE:
            return None
        if kind == "boolean":
            return draw.random() < (0.85 if name in OFTEN_TRUE else 0.5)
        if kind == "int64":
            return draw.choice(NUMBERS.get(name, (0, 1, 9, 28)))
        return date(2021, 5, 1) if kind == "date" else draw.choice(WORDS.get(name, ("one", "other")))

    return [{name: value(name, kind) for name, kind in JOURNEY.items()} for _ in range(draw.choice([0, 1, 80, 80]))]


@settings(max_examples=12)
@given(st.integers(0, 10**9))
def test_every_indicator_counts_whom_the_twin_counts(seed):
    rows = made_up_rows(seed)
    schema = pa.schema([(name, ARROW[kind]) for name, kind in JOURNEY.items()])
    journeys = ibis.duckdb.connect().create_table("journey", pa.Table.from_pylist(rows, schema=schema))
    told = count(journeys, COUNTED, AREAS)
    for area in AREAS:
        for indicator in COUNTED:
            slow = measure(indicator, rows, tuple(JOURNEY), area=area)
            tally = told.get((area, None), {}).get(indicator.slug)
            if tally is None:
                assert not any(row["area"] == area for row in rows)
                continue
            is_mean = indicator.amount is not None
            denominator = tally.answered if indicator.of == "among" or is_mean else None
            assert (tally.total if is_mean else tally.counted, denominator, tally.known) == (
                slow.numerator,
                slow.denominator,
                slow.known,
            ), f"{indicator.slug} in {area}"


@pytest.mark.parametrize("indicator", COUNTED, ids=lambda one: one.slug)
def test_the_twin_finds_the_answers_typed_into_each_example(indicator):
    example = indicator.example
    told = measure(
        indicator, example.rows, tuple(JOURNEY), population=example.population, prevalence=example.prevalence
    )
    assert told.numerator == example.numerator
    assert told.denominator == example.denominator
    assert told.known == pytest.approx(example.known)
    if example.value is not None:
        assert told.value == pytest.approx(example.value)
