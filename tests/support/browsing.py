"""What is asked of every page of ours in a real browser."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def accessibility_faults(browser: Any, address: str, width: int) -> list[tuple[str, str, str]]:
    """Return what WCAG 2.2 AA and good practice fault in a page of this width, every part of it open."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    result = Axe().run(page, options=RULES).response
    page.close()
    return [(one["id"], one["help"], one["nodes"][0]["html"][:120]) for one in result["violations"]]


def asked_from_outside(browser: Any, address: str) -> list[str]:
    """Return what a page asks of a network."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.close()
    return [url for url in asked if not url.startswith(("file:", "data:"))]
