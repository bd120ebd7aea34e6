"""What every test run does: ask for components before a test, and say at the end which were not there."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from support.components import lines_of, need

# A busy machine is no fault of the code: no example has a time limit.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--county-seed", type=int, default=1, help="seed of the county that whole-county tests load")


def pytest_runtest_setup(item: pytest.Item) -> None:
    need(item)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    lines = lines_of(terminalreporter.stats.get("skipped", []))
    if lines:
        terminalreporter.section("components not on this machine")
        for line in lines:
            terminalreporter.write_line(line)
