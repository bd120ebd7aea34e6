"""A little of the coverage-guided fuzzing that `make evidence` does at length, where atheris is on this machine."""

import pytest

from benchmarks.fuzzing import CHEAP, WHAT, fuzz, write_seeds

pytest.importorskip("atheris", reason="atheris has no wheel for this machine")


def test_a_few_hundred_inputs_crash_nothing_and_reach_further_than_the_seeds(tmp_path):
    seeds = write_seeds(tmp_path)
    assert set(seeds) == set(WHAT) > set(CHEAP)
    for name, runs in (("sidecar", 300), ("packed", 100)):
        done = fuzz(name, seeds[name], runs=runs)
        assert done.crash == ""
        assert done.executions >= runs
        assert done.corpus > done.seeds


def test_a_reader_that_fails_is_told_with_its_fault(tmp_path):
    assert fuzz("no such reader", tmp_path, runs=1).crash == "KeyError: 'no such reader'"
