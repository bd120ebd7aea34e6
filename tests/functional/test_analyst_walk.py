"""The first ten minutes of an analyst and of a board member: find, read, copy, save, challenge, answer, sign off."""

from collections.abc import Iterator
from typing import Any

import pytest

from support.browsing import press
from support.demo_site import Site, at_desk, demo_site, entered, follow, looked_at, send, tab_to
from support.evidence_pages import CLAIM, put_made_up

pytestmark = [pytest.mark.component("chromium"), pytest.mark.slow]

CLAIM_PAGE = f"/evidence/claims/{CLAIM}"
WORDS = "The service moved in June, so a quarter is missing."
ANSWER = "We looked: the quarter was sent late, and is in the next version."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    put_made_up(folder / "released")
    put_made_up(folder / "released", rows=2)
    with demo_site(folder, JOINEDUP_RELEASED=str(folder / "released")) as served:
        yield served


@pytest.mark.parametrize(("width", "scripts"), [(320, False), (1280, True)])
def test_by_keyboard_alone_an_analyst_goes_from_a_search_to_a_copy_a_table_and_a_challenge(
    browser: Any, site: Site, width: int, scripts: bool
) -> None:
    look = {"viewport": {"width": width, "height": 800}, "java_script_enabled": scripts}
    page = at_desk(browser, site, "analyst", "/evidence", **look)
    page.get_by_label("Find an indicator").focus()
    page.keyboard.type("share women")
    entered(page, "**/evidence/indicators?words=share+women")
    follow(page, "Share who are women", "**/evidence/indicators/women-share")
    tab_to(page, "Download these figures (CSV)")
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    assert saved.value.suggested_filename == "women-share.csv"
    page.goto(f"{site.address}/evidence/indicators/women-share")
    follow(page, "In Thornmarch 34% were women", f"**{CLAIM_PAGE}")
    said = page.inner_text("main")
    for words in ("How it changed", "What would change it", "Which number do I quote?", "version 1"):
        assert words in said, words
    assert page.get_by_label("Number, interval, caveats and date, to copy").input_value().startswith("34% (31% to 37%)")
    if scripts:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        tab_to(page, "Copy")
        page.keyboard.press("Enter")
        page.get_by_text("Copied.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()").startswith("34% (31% to 37%)")
    follow(page, "Say what you think is wrong", "**/desk/challenge/**")
    page.get_by_label("What do you think is wrong, and how do you know?").focus()
    page.keyboard.type(f"{WORDS} {width}")
    follow(page, "Send the challenge", f"**{CLAIM_PAGE}#challenges")
    assert f"{WORDS} {width}" in page.inner_text("main")
    assert "Not yet answered." in page.inner_text("main")
    page.context.close()


def test_a_board_member_reads_challenges_and_is_answered(browser: Any, site: Site) -> None:
    board = at_desk(browser, site, "board-member", "/evidence", viewport={"width": 320, "height": 800})
    follow(board, "Documents", "**/evidence/documents")
    assert "Pass it on as a draft." in board.inner_text("main")
    follow(board, "What exactly does the public see?", "**/audiences")
    looked_at(board)
    board.goto(site.address + CLAIM_PAGE)
    follow(board, "Say what you think is wrong", "**/desk/challenge/**")
    looked_at(board)
    send(board, "Send the challenge")
    assert board.get_by_role("heading", name="There is something to mend").is_visible()
    looked_at(board)
    board.get_by_label("What do you think is wrong, and how do you know?").fill("Is this of all who came?")
    send(board, "Send the challenge", f"**{CLAIM_PAGE}#challenges")
    analyst = at_desk(browser, site, "analyst")
    follow(analyst, "Challenges", "**/desk/challenges")
    looked_at(analyst)
    press(analyst.locator("h2 a").first, "**/desk/challenges/*")
    assert "Is this of all who came?" in analyst.inner_text("main")
    looked_at(analyst)
    analyst.get_by_label("Your answer").fill(ANSWER)
    send(analyst, "Send the answer")
    assert ANSWER in analyst.inner_text("main")
    looked_at(analyst)
    board.reload()
    assert ANSWER in board.inner_text("main")
    looked_at(board)
    analyst.context.close()
    board.context.close()


def test_a_second_reader_signs_off_and_others_read_by_whom(browser: Any, site: Site) -> None:
    page = at_desk(browser, site, "reviewer", "/evidence/documents")
    follow(page, "Sign it off as a second reader", "**/desk/sign-off/**")
    looked_at(page)
    page.get_by_label("I have read this document, and I did not make it").check()
    send(page, "Sign it off", "**/evidence/documents")
    assert "By a second reader of Thornmarch County Council (invented)" in page.inner_text("main")
    looked_at(page)
    page.context.close()


def test_a_token_is_made_shown_once_used_and_revoked(browser: Any, site: Site) -> None:
    page = at_desk(browser, site, "analyst", "/desk/tokens")
    looked_at(page)
    follow(page, "Make a token", "**/desk/tokens/new")
    looked_at(page)
    page.get_by_label("What will use it?").fill("the weekly dashboard")
    page.get_by_label("What is released: figures, claims, documents").check()
    send(page, "Make the token")
    secret = page.get_by_label("The token").input_value()
    looked_at(page)
    program = browser.new_context()
    asked = f"{site.address}/api/v1/indicators"
    sent = {"headers": {"Authorization": f"Bearer {secret}"}}
    assert program.request.get(asked, **sent).json()["is_synthetic"] is True
    page.goto(f"{site.address}/desk/tokens")
    assert secret not in page.content()
    looked_at(page)
    send(page, "Revoke the token the weekly dashboard", "**/desk/tokens")
    assert "revoked" in page.inner_text("main")
    assert program.request.get(asked, **sent).status == 401
    program.close()
    page.context.close()


def test_the_feeds_of_an_agreement_are_accessible(browser: Any, site: Site) -> None:
    page = at_desk(browser, site, "analyst", "/desk/feeds")
    looked_at(page)
    for purpose in ("needs-assessment", "early-warning"):
        page.goto(f"{site.address}/desk/feeds?purpose={purpose}")
        looked_at(page)
    page.context.close()
