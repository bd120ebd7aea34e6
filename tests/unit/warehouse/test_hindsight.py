from datetime import date

import pytest

from joinedup.warehouse.erasures import Tombstone
from joinedup.warehouse.hindsight import Hindsight, hindsight

MAY, JUNE, JULY = date(2026, 5, 3), date(2026, 6, 3), date(2026, 7, 3)
LOG = (
    Tombstone(1, MAY, "", 2, {"a": 4, "b": 2}),
    Tombstone(2, JUNE, "", 5, {"b": 9}),
    Tombstone(3, JUNE, "", 0, {"a": 30}, ("a",)),
    Tombstone(4, JULY, "", 7, {"c": 1}),
)


@pytest.mark.parametrize(
    ("on", "held", "people", "deliveries"),
    [
        (date(2026, 5, 2), {"a", "b"}, 7, 1),  # all that came after, of what it holds
        (MAY, {"a", "b"}, 5, 1),  # what was erased on the day itself was gone by its end
        (MAY, {"b"}, 5, 0),
        (JUNE, {"a", "b"}, 0, 0),
        (MAY, {"d"}, 0, 0),
        (MAY, {"c"}, 7, 0),
    ],
)
def test_only_what_was_held_and_erased_after_the_day_counts(on, held, people, deliveries):
    assert hindsight(on, held, LOG) == Hindsight(on, people, deliveries)
