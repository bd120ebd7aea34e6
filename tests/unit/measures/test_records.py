"""Records measured by provider: what is held, what is missing, and what needs days after the window to be known."""

from datetime import date

import ibis
import pyarrow as pa
import pytest
from ibis.formats.pyarrow import PyArrowSchema

from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.core.status import State
from joinedup.definitions.catalogue import record_measures
from joinedup.measures.records import measure_records
from joinedup.measures.sources import Holding
from joinedup.warehouse.contracts import EPISODE

YEAR = Period.financial_year("2021/22")
ONE, TWO = Place("X1", "One", "provider"), Place("X2", "Two", "provider")
START, EXIT = (record_measures()[slug] for slug in ("no-start-profile", "no-exit-profile"))


def rows(*given):
    full = [dict.fromkeys(EPISODE) | row for row in given]
    return ibis.memtable(pa.Table.from_pylist(full, schema=PyArrowSchema.from_ibis(ibis.schema(dict(EPISODE)))))


def held(*covers):
    return Holding(("d",), is_synthetic=True, covers=tuple(("One", one) for one in covers))


def measured(holding, *given, measure=START, periods=(YEAR,)):
    follow_up = {"has_exit_profile": 14}
    return measure_records(lambda _: rows(*given), [measure], {ONE: holding}, periods, follow_up_days=follow_up)


def test_each_provider_has_its_own_and_rests_on_its_own_deliveries():
    told = {"provider": "X1", "is_started": True, "has_start_profile": False}
    table = rows(told, told, told | {"provider": "X2", "has_start_profile": True})
    holdings = {ONE: Holding(("d1",), covers=(("One", YEAR),)), TWO: Holding(("d2",), covers=(("Two", YEAR),))}
    first, second = measure_records(lambda _: table, [START], holdings, [YEAR], follow_up_days={})
    assert (first.numerator, first.denominator, first.provenance.deliveries) == (2, 2, ("d1",))
    assert (second.numerator, second.denominator, second.provenance.deliveries) == (0, 1, ("d2",))
    assert first.low < first.value == first.high == 100


def test_a_window_that_no_delivery_reaches_is_not_asked_for():
    def asked(window):
        raise AssertionError(window)

    later = held(Period.financial_year("2023/24"))
    (found,) = measure_records(asked, [START], {ONE: later}, [YEAR], follow_up_days={})
    assert found.state is State.NO_DATA
    assert "No records from One are held for 2021/22" in found.note


def test_nothing_to_ask_is_told_from_nothing_held():
    (found,) = measured(held(YEAR))
    assert found.state is State.NO_DENOMINATOR


@pytest.mark.parametrize(
    ("end", "measure", "gap"),
    [
        ("2022-03-31", START, "2021/22"),
        ("2022-04-01", START, None),
        ("2022-04-01", EXIT, "2022-04-14"),
        ("2022-04-14", EXIT, "2022-04-14"),
        ("2022-04-15", EXIT, None),
    ],
)
def test_what_needs_days_after_the_window_says_when_they_are_not_held(end, measure, gap):
    (found,) = measured(held(Period(date(2021, 1, 1), date.fromisoformat(end))), measure=measure)
    assert found.provenance.covers == (gap is None)
    assert all(one.endswith(gap) for one in found.provenance.gaps)
