"""The page of a check in a real browser: accessible at any width, with nothing asked of a network."""

from typing import Any

import pytest

from joinedup.jobs.check import check
from joinedup.jobs.check_page import save_check_page
from support.browsing import accessibility_faults, asked_from_outside
from support.extract import row, write_extract

pytestmark = pytest.mark.component("chromium")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("check")
    rows = [row(), row(EPISODID="e2", TRIAGED="bad", RFLS="77"), row(EPISODID="e3", DRUG1="")]
    empty = folder / "empty.csv"
    empty.touch()
    report = check([write_extract(folder / "a.csv", rows), empty], show_values=True)
    save_check_page(report, folder / "report.html")
    return (folder / "report.html").as_uri()


@pytest.mark.parametrize("width", [320, 1280])
def test_it_has_no_accessibility_fault_at_any_width(browser: Any, address: str, width: int) -> None:
    assert accessibility_faults(browser, address, width) == []


def test_it_asks_for_nothing_from_outside(browser: Any, address: str) -> None:
    assert asked_from_outside(browser, address) == []


def test_a_rule_named_beside_a_finding_is_one_press_away(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.get_by_role("link", name="triage-date-unusable").first.click()
    assert page.evaluate("document.querySelector(':target').textContent") == "triage-date-unusable"
    page.close()
