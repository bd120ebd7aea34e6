"""The page of a check in a real browser: accessible at any width, with nothing asked of a network."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from joinedup.jobs.check import check
from joinedup.jobs.check_page import save_check_page
from support.components import COMPONENTS
from support.extract import row, write_extract

pytestmark = pytest.mark.component("chromium")

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = COMPONENTS["chromium"].path
    if path is None:
        pytest.skip("lacks component chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


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
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    result = Axe().run(page, options=RULES).response
    assert [(one["id"], one["help"], one["nodes"][0]["html"][:120]) for one in result["violations"]] == []
    page.close()


def test_it_asks_for_nothing_from_outside(browser: Any, address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    page.close()


def test_a_rule_named_beside_a_finding_is_one_press_away(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.get_by_role("link", name="triage-date-unusable").first.click()
    assert page.evaluate("document.querySelector(':target').textContent") == "triage-date-unusable"
    page.close()
