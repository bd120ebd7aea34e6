"""What one column of a journey says of another is true of every journey of the county."""

import pytest

from joinedup.core.period import Period
from joinedup.jobs.sources import sources_of
from joinedup.measures.within import MEANS
from joinedup.warehouse.store import open_warehouse


@pytest.fixture(scope="module")
def journeys(small_warehouse):
    opened = open_warehouse(small_warehouse, threads=1)
    try:
        columns = {column for column, _ in MEANS} | {column for said in MEANS.values() for column in said}
        yield sources_of(opened).journeys(Period.financial_year("2021/22")).select(*columns).to_pyarrow().to_pylist()
    finally:
        opened.close()


@pytest.mark.parametrize(("column", "value"), list(MEANS))
def test_what_a_value_says_of_other_columns_is_so(journeys, column, value):
    said = [one for one in journeys if one[column] == value]
    assert said
    for other, allowed in MEANS[column, value].items():
        assert {one[other] for one in said} <= allowed
