"""What treatment promises to others: the JOURNEY contract, laziness, and SQL for both engines."""

import ibis
import pytest

from joinedup.core.period import Period
from joinedup.definitions.reading import ndtms_standard, treatment_rules
from joinedup.treatment.journeys import journeys
from joinedup.treatment.reads import READS
from joinedup.treatment.window import journeys_in, seen_through
from joinedup.warehouse.case_tables import case_tables
from joinedup.warehouse.contracts import JOURNEY

WINDOW = Period.financial_year("2021/22")


@pytest.fixture
def tables():
    return {table: ibis.table(dict(columns), name=table) for table, columns in READS.items()}


def test_journeys_have_the_contracts_columns_in_name_order_and_type(tables):
    found = journeys_in(tables, WINDOW, treatment_rules()).schema()
    assert dict(found.items()) == dict(ibis.schema(dict(JOURNEY)).items())
    assert list(found.names) == list(JOURNEY)


def test_a_window_may_be_laid_over_journeys_that_were_run_and_kept(tables):
    kept = ibis.table(journeys(tables, treatment_rules()).schema(), name="kept")
    assert seen_through(kept, WINDOW, treatment_rules()).schema() == ibis.schema(dict(JOURNEY))


@pytest.mark.parametrize("dialect", ["duckdb", "pyspark"])
def test_journeys_compile_for_both_engines_without_either(tables, dialect):
    assert "PARTITION BY" in str(ibis.to_sql(journeys_in(tables, WINDOW, treatment_rules()), dialect=dialect))


def test_treatment_reads_only_columns_that_the_warehouse_has():
    held = case_tables(ndtms_standard())
    for table, columns in READS.items():
        assert dict(columns).items() <= held[table].items(), table


def test_extra_columns_of_the_warehouse_do_no_harm(tables):
    wide = {name: ibis.table(columns, name=name) for name, columns in case_tables(ndtms_standard()).items()}
    assert journeys_in(wide, WINDOW, treatment_rules()).schema() == ibis.schema(dict(JOURNEY))
