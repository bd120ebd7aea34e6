"""What is asked of every page of ours in a real browser."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe

_ASKED = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # all is looked at; only of what is at fault does each place have to be told
}


def faults_of(page: Any) -> list[tuple[str, str, str]]:
    """Return what WCAG 2.2 AA and good practice fault in an open page, every part of it unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page, options=_ASKED).response["violations"]
    return [(one["id"], one["help"], one["nodes"][0]["html"][:160]) for one in found]


def press(one: Any, where: str = "**") -> None:
    """Press a button or link that leads on, and wait for the page that it leads to, whatever its address."""
    with one.page.expect_navigation(url=where):
        one.click()


def is_drawn(picture: Any, width: int) -> bool:
    """Whether a picture comes, and is wider than so many pixels; waits for it, as whoever looks would."""
    return bool(picture.evaluate("(one, width) => one.decode().then(() => one.naturalWidth > width)", width))


def accessibility_faults(browser: Any, address: str, width: int) -> list[tuple[str, str, str]]:
    """Return what is at fault in a page of this width."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    found = faults_of(page)
    page.close()
    return found


def asked_from_outside(browser: Any, address: str) -> list[str]:
    """Return what a page asks of a network."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.close()
    return [url for url in asked if not url.startswith(("file:", "data:"))]
