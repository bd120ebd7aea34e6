"""Which shared table a header is, and columns that a table gained after a file was made."""

import pytest

from joinedup.intake.contract_file import contract_of
from joinedup.warehouse.contracts import ADDED, CONTRACTS

PUBLISHED = tuple(CONTRACTS["published"])
BEFORE = tuple(column for column in PUBLISHED if column not in ADDED["published"])


@pytest.mark.parametrize(
    ("header", "table"),
    [
        (PUBLISHED, "published"),
        (tuple(reversed(PUBLISHED)), "published"),
        (BEFORE, "published"),
        (tuple(CONTRACTS["population"]), "population"),
        (tuple(CONTRACTS["prevalence"]), "prevalence"),
        (PUBLISHED[1:], None),
        ((*PUBLISHED, "more"), None),
        (tuple(CONTRACTS["population"])[:-1], None),
        ((), None),
    ],
)
def test_a_table_is_known_by_its_columns_and_only_those_gained_since_may_be_absent(header, table):
    assert contract_of(header) == table


def test_columns_gained_are_columns_of_their_table():
    for table, columns in ADDED.items():
        assert columns < set(CONTRACTS[table])
