"""Every true state that the coverage of intervals is simulated for."""

from benchmarks import coverage_counts, coverage_estimates
from benchmarks.coverage_case import Case

CASES: tuple[Case, ...] = (*coverage_counts.CASES, *coverage_estimates.CASES)
