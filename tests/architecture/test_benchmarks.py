"""Every public function of the statistics room is timed, and every interval simulated."""

from benchmarks.coverage_cases import CASES as COVERED
from benchmarks.statistics_cases import CASES, INNER
from joinedup.definitions.functions import functions


def test_every_function_is_timed_or_is_a_part_of_one_that_is():
    timed = {case.name for case in CASES}
    known = {one.name for one in functions()}
    inner = {one.name for one in functions() if one.module in INNER}
    assert timed <= known, f"these are timed and do not exist: {sorted(timed - known)}"
    missing = sorted(known - timed - inner)
    assert not missing, f"give these a case in benchmarks/statistics_cases.py: {missing}"


def test_every_interval_is_simulated_or_is_not_of_an_estimate():
    intervals = {"Interval", "Compared", "Trend", "Index", "Abundance", "LogLinear"}
    giving = {one.name for one in functions() if one.signature.rpartition(" -> ")[2] in intervals}
    # The first has the limits of `share_ratio`; the second is handed its limits.
    giving -= {"comparison.share_ratio_interval", "from_intervals.known"}
    simulated = {case.function for case in COVERED}
    missing = sorted(name for name in giving if _short(name) not in simulated)
    assert not missing, f"give these a case in benchmarks/coverage_cases.py: {missing}"


def _short(name):
    """Return a function's name as people import it: those of a package are its own."""
    first, *_, last = name.split(".")
    return f"{first}.{last}"
