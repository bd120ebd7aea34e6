"""Messages, releases, broken glass and its review in a real browser: done by a person, accessible at both widths."""

from collections.abc import Iterator
from typing import Any

import pytest

from support.browsing import press
from support.demo_site import Site, at_desk, demo_site, looked_at, send

pytestmark = pytest.mark.component("chromium")
REASON = "Found unconscious at the hostel: we need to know what she takes, before the ambulance is here."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with demo_site(tmp_path_factory.mktemp("operations")) as one:
        yield one


@pytest.mark.slow
def test_each_page_is_accessible_and_fits_a_phone(browser: Any, site: Site) -> None:
    pages = {
        "administrator": ("/desk/messages",),
        "analyst": ("/desk/releases", "/desk/releases/new"),
        "provider-worker": ("/desk/break-glass",),
        "information-governance-lead": ("/desk/reviews",),
    }
    for role, addresses in pages.items():
        for address in addresses:
            page = at_desk(browser, site, role, address)
            assert page.url.endswith(address), (role, page.url)
            looked_at(page)
            page.context.close()


@pytest.mark.slow
def test_a_release_is_asked_for_and_told(browser: Any, site: Site) -> None:
    page = at_desk(browser, site, "analyst", "/desk/releases/new", java_script_enabled=False)
    page.get_by_label("Financial year").fill("2021")
    send(page, "Make the release")
    assert "is not a financial year" in page.content()
    page.get_by_label("Financial year").fill("2021/22")
    send(page, "Make the release", "**/desk/releases")
    assert "2021/22, every invented council" in page.content()  # the worker may have begun already, or ended
    page.context.close()
    looked_at(at_desk(browser, site, "analyst", "/desk/releases"))


@pytest.mark.slow
def test_glass_is_broken_and_reviewed(browser: Any, site: Site) -> None:
    page = at_desk(browser, site, "provider-worker", "/desk/break-glass")
    page.get_by_label("Which fields").fill("EMPSTAT")
    page.get_by_label("About whom").fill("client 4711")
    page.get_by_label("Why you need it now").fill(REASON)
    send(page, "Break glass")
    assert "What you broke" in page.content(), page.content()
    looked_at(page)
    page.context.close()
    review = at_desk(browser, site, "information-governance-lead", "/desk/reviews")
    assert "4711" not in review.content()
    looked_at(review)
    press(review.get_by_role("link", name="Review 1"), "**/desk/reviews/1")
    assert REASON in review.content()
    looked_at(review)
    review.get_by_label("It was justified").check()
    review.get_by_label("In your words").fill("It was needed.")
    review.get_by_label("The person has been told").check()
    send(review, "Write down the review", "**/desk/reviews")
    assert "It was justified" in review.content()
    review.context.close()
    messages = at_desk(browser, site, "administrator", "/desk/messages")
    assert "Something needs your review" in messages.content()
    looked_at(messages)
