"""The page in a real browser: accessible, whole without a network, and usable on a small phone."""

from typing import Any

import pytest

from support.browsing import accessibility_faults, asked_from_outside
from support.rendered import page as written

pytestmark = pytest.mark.component("chromium")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "needs-assessment.html"
    path.write_text(written(), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("width", [320, 1280])
def test_it_has_no_accessibility_fault_at_any_width(browser: Any, address: str, width: int) -> None:
    assert accessibility_faults(browser, address, width) == []


def test_it_asks_for_nothing_from_outside(browser: Any, address: str) -> None:
    assert asked_from_outside(browser, address) == []


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
