"""The evidence pages of the small county's release in a real browser: at both widths, by keyboard, scripts off."""

import json
import threading
from datetime import date

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.test import override_settings

import support.site  # noqa: F401
from joinedup.jobs.releasing import release
from joinedup.shelf import places as at
from joinedup.shelf.reading import open_version
from support.browsing import accessibility_faults, is_drawn, press
from support.loaded import built_once, loaded_county, shared_folder

pytestmark = [pytest.mark.component("chromium"), pytest.mark.slow]

WIDTHS = (375, 1280)
INDICATOR = "/evidence/indicators/alcohol-completion-of-exits"
AREA = "/evidence/areas/X10000001"
PAGES = ("/evidence", "/evidence/indicators", INDICATOR, AREA, "/evidence/documents", "/evidence/feeds")


class _Quiet(WSGIRequestHandler):
    def log_message(self, *said):
        """Say nothing of each request."""


@pytest.fixture(scope="module")
def version(tmp_path_factory, worker_id):
    folder = shared_folder(tmp_path_factory, worker_id)
    warehouse = loaded_county(folder, seed=2, scale=0.1)
    home = folder / "evidence-pages"

    def build():
        release(warehouse, home / "released", year="2021/22", dated_on=date(2026, 5, 1))

    with built_once(home, build):
        return open_version(home / "released")


@pytest.fixture(scope="module")
def site(version):
    """The address of the site over that release, served on this machine alone while the tests run."""
    from joinedup.site.wsgi import application

    with override_settings(RELEASED=version.folder.parent):
        server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
        server.set_app(application)
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def claims(version):
    """A claim of each kind, and one of a hidden figure."""
    ledger = json.loads(version.read(at.document_of("claims.json")))["claims"]
    found = {claim["kind"]: claim["claim_id"] for claim in ledger}
    hidden = [claim for claim in ledger if all(figure["showing"] == "hidden" for figure in claim["about"])]
    return {**found, "hidden": hidden[0]["claim_id"]}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", PAGES)
def test_no_page_has_a_fault_of_accessibility(browser, site, page, width):
    assert accessibility_faults(browser, site + page, width) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_claims_page_has_one(browser, site, claims, width):
    for claim_id in claims.values():
        assert accessibility_faults(browser, f"{site}/evidence/claims/{claim_id}", width) == [], claim_id


@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_wider_than_a_phone(browser, site, page):
    opened = browser.new_page(viewport={"width": WIDTHS[0], "height": 800})
    opened.goto(site + page)
    assert opened.evaluate("document.documentElement.scrollWidth") <= WIDTHS[0]
    opened.close()


def test_no_page_breaks_its_own_policy_or_asks_of_another_site(browser, site, claims):
    page = browser.new_page()
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda request: asked.append(request.url))
    for address in (*PAGES, *(f"/evidence/claims/{one}" for one in claims.values())):
        page.goto(site + address)
    page.close()
    assert said == []
    assert {url for url in asked if not url.startswith(site)} == set()


def test_an_analyst_walks_from_a_search_to_a_claim_without_scripts(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/evidence")
    page.get_by_label("Find an indicator").fill("alcohol exits completions")
    press(page.get_by_role("button", name="Search"), "**/indicators?words=*")
    press(page.get_by_role("link", name="Share of alcohol treatment exits that are completions"), f"**{INDICATOR}")
    image = page.locator("figure img").first
    assert is_drawn(image, 100)
    assert "Thornmarch" in image.get_attribute("alt")
    row = page.get_by_role("row").filter(has_text="Thornmarch, 2021/22").first
    press(row.get_by_role("link"), "**/evidence/claims/**")
    for heading in ("The test", "Which number do I quote?", "What would change it", "Where it is used", "Challenge it"):
        assert page.get_by_role("heading", name=heading).is_visible(), heading
    assert page.get_by_label("Number, interval, caveats and date, to copy").input_value()
    context.close()


def test_a_hidden_claim_says_why_and_has_nothing_to_quote(browser, site, claims):
    page = browser.new_page()
    page.goto(f"{site}/evidence/claims/{claims['hidden']}")
    assert page.get_by_role("heading", name="Why is this hidden?").is_visible()
    assert page.get_by_text("There is no number to quote.").is_visible()
    page.close()


def test_tables_and_documents_are_saved_and_not_opened(browser, site):
    page = browser.new_page()
    page.goto(site + INDICATOR)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Download these figures (CSV)").click()
    assert saved.value.suggested_filename == "alcohol-completion-of-exits.csv"
    page.goto(f"{site}/evidence/documents")
    with page.expect_download() as saved:
        page.get_by_role("link", name="needs-assessment.html").click()
    assert saved.value.suggested_filename == "needs-assessment.html"
    page.close()
