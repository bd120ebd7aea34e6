"""Every public function of the statistics room is timed."""

from benchmarks.statistics_cases import CASES, INNER
from joinedup.definitions.functions import functions


def test_every_function_is_timed_or_is_a_part_of_one_that_is():
    timed = {case.name for case in CASES}
    known = {one.name for one in functions()}
    inner = {one.name for one in functions() if one.module in INNER}
    assert timed <= known, f"these are timed and do not exist: {sorted(timed - known)}"
    missing = sorted(known - timed - inner)
    assert not missing, f"give these a case in benchmarks/statistics_cases.py: {missing}"
