"""The page in a real browser: accessible, whole without a network, and usable on a small phone."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from support.components import COMPONENTS
from support.rendered import page as written

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
    path = tmp_path_factory.mktemp("page") / "needs-assessment.html"
    path.write_text(written(), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("width", [320, 1280])
def test_it_has_no_accessibility_fault_at_any_width(browser: Any, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    result = Axe().run(page, options=RULES).response
    faults = [(one["id"], one["help"], one["nodes"][0]["html"][:120]) for one in result["violations"]]
    assert faults == []
    page.close()


def test_it_asks_for_nothing_from_outside(browser: Any, address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    page.close()


def test_on_a_small_phone_only_tables_scroll_sideways(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("svg.narrow").first.is_visible()
    assert not page.locator("svg.wide").first.is_visible()
    page.close()


def test_a_number_opens_its_evidence_and_leads_back(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the main content"
    number = page.locator("main a.n").first
    number.click()
    opened = page.locator(":target")
    assert "375 of 162,640" in opened.inner_text()
    opened.get_by_role("link").click()
    assert page.locator(":target").inner_text() == number.inner_text()
    page.close()


def test_a_chart_is_one_image_with_a_name(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    chart = page.get_by_role("img", name="Adults in alcohol treatment, 2021/22", exact=False).first
    assert chart.is_visible()
    page.close()
