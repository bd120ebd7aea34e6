"""The public pages in a real browser: on a phone and a desk, by keyboard, with scripts off, on paper."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from support.browsing import faults_of
from support.serving import free_port, wait_for

pytestmark = pytest.mark.component("chromium")
OUTSIDE = re.compile("^https://")
PAGES = (
    "/",
    "/help",
    "/services",
    "/services?need=naloxone&place=Ashwold",
    "/services?words=nothing+of+the+kind",
    "/services/thornmarch-recovery-service",
    "/services/tuesday-table",
    "/accessibility",
    "/cookies",
    "/privacy",
    "/data-flows",
    "/not-there",
)

HIT = """() => {
  const focused = document.activeElement
  if (focused === document.body || focused.matches('[data-app-exit]')) return true
  const one = focused.getBoundingClientRect()
  const top = document.elementFromPoint(one.x + one.width / 2, one.y + Math.min(one.height / 2, 10))
  return top !== null && !top.closest('[data-app-exit]')
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration that is served as `joinedup serve` serves it."""
    folder = tmp_path_factory.mktemp("site")
    environment = os.environ | {"JOINEDUP_DEMO": "1", "JOINEDUP_DATA": str(folder / "data")}
    (folder / "data").mkdir()
    command = [sys.executable, "-m", "joinedup.site"]
    for first in (["migrate", "-v0"], ["invented_services"], ["invented_agreements"]):
        subprocess.run([*command, *first], env=environment, check=True, capture_output=True)
    port = free_port()
    log = (folder / "log").open("wb")
    served = subprocess.Popen(
        [*command, "serve", "--port", str(port), "--workers", "1"], env=environment, stdout=log, stderr=log
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/health", served)
        yield f"http://127.0.0.1:{port}"
    finally:
        served.send_signal(signal.SIGTERM)
        served.wait()
        log.close()


def opened(browser: Any, address: str, **context: Any) -> Any:
    """Return a page of a browser of its own, which keeps what the page complains of in `complaints`."""
    page = browser.new_context(**context).new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda fault: page.complaints.append(str(fault)))
    page.on("request", lambda one: page.complaints.append(one.url) if "127.0.0.1" not in one.url else None)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_accessible_fits_and_complains_of_nothing(browser: Any, site: str, path: str, width: int) -> None:
    page = opened(browser, site + path, viewport={"width": width, "height": 800})
    assert faults_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [said for said in page.complaints if "404 (Not Found)" not in said] == []
    assert page.context.cookies() == []
    page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_text_twice_as_large_loses_nothing(browser: Any, site: str, width: int) -> None:
    page = opened(browser, f"{site}/services/thornmarch-recovery-service", viewport={"width": width, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_the_styles_are_ours_and_come_from_here(browser: Any, site: str) -> None:
    page = opened(browser, f"{site}/help")
    assert page.evaluate("document.fonts.check('16px \"Public Sans\"')")
    assert "Public Sans" in page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_somebody_finds_help_by_keyboard_alone(browser: Any, site: str, scripts: bool) -> None:
    page = opened(browser, f"{site}/help", java_script_enabled=scripts, viewport={"width": 320, "height": 640})
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("href") == "tel:999"
    for _ in range(6):
        page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Naloxone"
    page.keyboard.press("Enter")
    page.wait_for_url("**/services?need=naloxone")
    assert page.locator("#need").input_value() == "naloxone"
    page.locator("#place").focus()
    page.keyboard.type("Vell")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**place=Vellside**")
    assert page.locator("#found").inner_text() == "3 services"
    page.get_by_role("link", name="The Vellside Van").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/services/vellside-van")
    assert page.get_by_role("link", name="01632 960160").get_attribute("href") == "tel:01632960160"
    page.context.close()


def test_what_has_the_focus_is_seen_and_not_under_the_way_out(browser: Any, site: str) -> None:
    page = opened(browser, f"{site}/services", viewport={"width": 320, "height": 640})
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(HIT), page.evaluate("document.activeElement.outerHTML")
    page.context.close()


def test_escape_three_times_leaves_and_back_does_not_return(browser: Any, site: str) -> None:
    page = opened(browser, f"{site}/privacy")
    # The everyday page lies outside, where no test goes: the same page of ours stands in for it.
    page.route(OUTSIDE, lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html"))
    page.goto(f"{site}/help")
    for key in ("Escape", "Escape", "a", "Escape", "Escape"):
        page.keyboard.press(key)
    assert page.url == f"{site}/help"
    page.keyboard.press("Escape")
    page.wait_for_url(OUTSIDE)
    page.go_back()
    page.wait_for_load_state()
    assert page.url == f"{site}/privacy"
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_way_out_is_pressed_with_scripts_or_without(browser: Any, site: str, scripts: bool) -> None:
    page = opened(browser, f"{site}/help", java_script_enabled=scripts)
    asked: list[Any] = []

    def weather(route: Any) -> None:
        asked.append(route.request)
        route.fulfill(body="<h1>Weather</h1>", content_type="text/html")

    page.route(OUTSIDE, weather)
    page.get_by_role("link", name="Leave this site").click()
    page.wait_for_url(OUTSIDE)
    assert "referer" not in asked[0].headers
    page.context.close()


def test_paper_has_the_words_and_none_of_the_buttons(browser: Any, site: str) -> None:
    page = opened(browser, f"{site}/services")
    page.emulate_media(media="print")
    for gone in ("[data-app-exit]", ".app-nav", ".app-search >> nth=0", ".govuk-skip-link"):
        assert not page.locator(gone).is_visible(), gone
    assert page.get_by_text("Synthetic: every place").is_visible()
    assert page.get_by_role("heading", name="Harbour Street Pharmacy").is_visible()
    page.context.close()


def test_nothing_inline_would_run_even_if_it_got_into_a_page(browser: Any, site: str) -> None:
    page = opened(browser, f"{site}/help")
    page.evaluate(
        "() => { const one = document.createElement('script'); one.textContent = 'window.ran = true';"
        " document.body.append(one) }"
    )
    assert page.evaluate("window.ran") is None
    assert any(re.search("Content Security Policy", said) for said in page.complaints)
    page.context.close()
