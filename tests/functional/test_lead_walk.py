"""The first ten minutes of an information-governance lead: what is agreed, who could see what, a lapse, renewing."""

from collections.abc import Iterator
from typing import Any

import pytest

from support.demo_site import Site, demo_site, entered, follow, looked_at, opened, send, signed_in, tab_to
from support.evidence_pages import put_made_up

pytestmark = [pytest.mark.component("chromium"), pytest.mark.slow]
LEAD = "information-governance-lead"
ID = "thornmarch-counts-2026"
HELD = f"/desk/agreements/held/{ID}"
PAGES = (
    "/desk/agreements",
    "/desk/agreements/add",
    "/desk/agreements/add-words",
    "/desk/agreements/simulator",
    "/desk/agreements/simulator?organisation=thornmarch-council&role=analyst&purpose=needs-assessment"
    "&item=small-counts&feed=police-seizures&field=&at=",
    HELD,
    f"{HELD}/edit",
    f"{HELD}/edit-words",
    f"{HELD}/stop",
    f"{HELD}/renew",
    "/data-flows",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    put_made_up(folder / "released")
    with demo_site(folder, JOINEDUP_RELEASED=str(folder / "released")) as served:
        yield served


@pytest.fixture(scope="module")
def state(browser: Any, site: Site) -> Any:
    """What a browser keeps once the lead has signed in through the pages: a device's code works once."""
    page = signed_in(browser, site, LEAD, viewport={"width": 320, "height": 800}, java_script_enabled=False)
    kept = page.context.storage_state()
    page.context.close()
    return kept


def at(browser: Any, site: Site, state: Any, path: str, **context: Any) -> Any:
    return opened(browser, site, path, storage_state=state, **context)


def choose(page: Any, label: str) -> None:
    """Go to a box or a button of a choice by the Tab key alone, and press Space."""
    for _ in range(200):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if (
            focused.count()
            and focused.evaluate("one => one.labels && one.labels[0] && one.labels[0].innerText") == label
        ):
            page.keyboard.press("Space")
            return
    raise AssertionError(f"the Tab key does not reach '{label}' on {page.url}")


def type_into(page: Any, label: str, words: str) -> None:
    """Go to a field by the Tab key alone, and type."""
    for _ in range(200):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        said = focused.evaluate("one => one.labels && one.labels[0] ? one.labels[0].innerText : ''")
        if said.startswith(label):
            page.keyboard.type(words)
            return
    raise AssertionError(f"the Tab key does not reach '{label}' on {page.url}")


@pytest.mark.parametrize(("width", "scripts"), [(320, False), (1280, True)])
def test_by_keyboard_alone_a_lead_lapses_an_agreement_sees_what_follows_and_renews(
    browser: Any, site: Site, state: Any, width: int, scripts: bool
) -> None:
    look = {"viewport": {"width": width, "height": 800}, "java_script_enabled": scripts}
    page = at(browser, site, state, "/desk", **look)
    follow(page, "Agreements", "**/desk/agreements")
    assert "For emergencies only" in page.inner_text("main")
    follow(page, "Ask what somebody could see, and why", "**/simulator")
    page.goto(site.address + PAGES[4])
    assert "Yes, at" in page.inner_text("main")
    page.goto(f"{site.address}/desk/agreements")
    follow(page, ID, f"**{HELD}")
    assert "live" in page.inner_text("main")
    follow(page, "Stop it: let it lapse, or withdraw it", f"**{HELD}/stop")
    follow(page, "Stop the agreement", f"**{HELD}/stop")  # sent with nothing in it: each fault leads to its field
    assert "There is something to mend" in page.inner_text("main")
    page.goto(f"{site.address}{HELD}/stop")
    choose(page, "It lapses: renewing it restores what it opens")
    type_into(page, "The post that decided it", "head of information")
    type_into(page, "Why", "the yearly review is due")
    follow(page, "Stop the agreement", f"**{HELD}?done=stopped")
    said = page.inner_text("main")
    assert "by the word of the head of information: the yearly review is due" in said
    assert "agreement.lapse" in said
    page.goto(site.address + PAGES[4])
    said = page.inner_text("main")
    assert "No, at" in said
    assert "the yearly review is due" in said
    page.goto(f"{site.address}/desk/audit")
    assert "agreement.lapse" in page.inner_text("main")
    page.goto(f"{site.address}/data-flows")
    assert "Stopped for now" in page.inner_text("main")
    page.goto(f"{site.address}{HELD}")
    follow(page, "Renew it", f"**{HELD}/renew")
    follow(page, "Renew the agreement", f"**{HELD}?done=renewed")
    assert "What it shares is open again." in page.inner_text("main")
    page.goto(site.address + PAGES[4])
    assert "Yes, at" in page.inner_text("main")
    page.context.close()


@pytest.mark.parametrize("scripts", [False, True])
def test_rows_are_added_without_scripts_and_nothing_typed_is_lost(
    browser: Any, site: Site, state: Any, scripts: bool
) -> None:
    page = at(browser, site, state, "/desk/agreements/add", java_script_enabled=scripts)
    page.get_by_label("Its id").fill("typed-2026")
    before = page.get_by_role("group", name="Party").count()
    tab_to(page, "Add a party")
    entered(page)
    assert page.get_by_label("Its id").input_value() == "typed-2026"
    assert page.get_by_role("group", name="Party").count() > before
    page.context.close()


def test_by_keyboard_alone_a_change_is_entered_and_waits_for_the_other_parties(
    browser: Any, site: Site, state: Any
) -> None:
    held = "/desk/agreements/held/thornmarch-emergency-2026"
    page = at(browser, site, state, f"{held}/edit")
    type_into(page, "Where people are told of this sharing", "thornmarch.example/more")
    follow(page, "Enter this edition", f"**{held}/agree?done=entered")
    said = page.inner_text("main")
    for words in ("yet to say yes", "has said yes", "example/more", "Until then edition 1 counts"):
        assert words in said, words
    looked_at(page)
    page.goto(f"{site.address}/desk/agreements")
    assert "thornmarch-emergency-2026, edition 2" in page.inner_text("main")
    looked_at(page)
    page.context.close()


def test_each_of_their_pages_is_accessible_and_fits_a_phone(browser: Any, site: Site, state: Any) -> None:
    page = at(browser, site, state, "/desk")
    for path in PAGES:
        page.goto(site.address + path)
        looked_at(page)
    page.goto(f"{site.address}/desk/agreements/add")
    send(page, "Enter the agreement")
    assert "There is something to mend" in page.inner_text("main")
    looked_at(page)
    page.context.close()
