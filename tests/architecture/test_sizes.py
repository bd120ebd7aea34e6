"""Modules stay small enough to hold in one's head."""

from statistics import median

from support.repository import modules, named

MOST_LINES = 500
THINK_AT = 300
MEDIAN_BELOW = 80
TESTS_AND_BENCHMARKS_MOST_LINES = 500


def lines(path):
    return path.read_text(encoding="utf-8").count("\n")


def test_no_module_is_over_500_lines():
    long = {named(path): lines(path) for path in modules() if lines(path) > MOST_LINES}
    assert not long, f"split these: {long}"


def test_the_median_module_is_under_80_lines():
    assert median(lines(path) for path in modules()) < MEDIAN_BELOW


def test_modules_over_300_lines_are_few_and_listed(record_property):
    long = {named(path): lines(path) for path in modules() if lines(path) > THINK_AT}
    record_property("over_300", str(long))
    assert len(long) <= 0.1 * len(modules()), f"think hard about these: {long}"


def test_no_module_is_called_after_nothing_in_particular():
    vague = {"manager", "managers", "helper", "helpers", "common", "util", "utils", "misc"}
    assert not [named(path) for path in modules() if vague & set(path.stem.split("_"))]
