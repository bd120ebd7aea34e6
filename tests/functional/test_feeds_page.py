"""The page of feeds in a real browser: accessible at any width, with nothing asked of a network, words kept whole."""

from datetime import date
from typing import Any

import pytest

from joinedup.core.period import Period
from joinedup.intake.freshness import Freshness, Standing
from joinedup.jobs.feeds import FeedsReport
from joinedup.jobs.feeds_page import save_feeds_page
from support.browsing import accessibility_faults, asked_from_outside

pytestmark = pytest.mark.component("chromium")
ON = date(2026, 4, 20)
HELD = {"covers_to": date(2025, 12, 1), "age_days": 140, "missing": (), "rows": 12_207, "set_aside": 11}
NEVER = {"covers_to": None, "age_days": None, "missing": (), "rows": 0, "set_aside": 0}
HOLED = HELD | {"missing": (Period(date(2025, 10, 1), date(2026, 1, 1)),)}


def one(feed, sender, standing, held):
    return Freshness(feed, sender, f"Service {sender} (synthetic)", standing, files=1, is_listed=True, **held)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    feeds = (
        one("pharmacy-needle-exchange", "X0110", Standing.NEVER, NEVER),
        one("police-custody-tests", "X0103", Standing.LATE, HELD),
        one("hepatitis-c", "X0108", Standing.HOLES, HOLED),
    )
    report = FeedsReport("warehouse", ON, 1, is_synthetic=True, has_list=True, feeds=feeds)
    path = tmp_path_factory.mktemp("feeds") / "feeds.html"
    save_feeds_page(report, path)
    return path.as_uri()


@pytest.mark.parametrize("width", [320, 1280])
def test_it_has_no_accessibility_fault_at_any_width(browser: Any, address: str, width: int) -> None:
    assert accessibility_faults(browser, address, width) == []


def test_it_asks_for_nothing_from_outside(browser: Any, address: str) -> None:
    assert asked_from_outside(browser, address) == []


def test_on_a_phone_no_word_is_broken_and_only_the_table_moves_sideways(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    heights = page.evaluate("[...document.querySelectorAll('thead th')].map(one => one.scrollHeight)")
    assert max(heights) < 120, "a heading was broken letter by letter"
    assert page.evaluate("(t => t.scrollWidth > t.clientWidth)(document.querySelector('.scroll'))")
    page.close()
