"""Signing in, in a real browser: invitation to desk, a passkey, by keyboard alone, with scripts off, at both widths."""

import base64
import hmac
import struct
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest

from support.browsing import is_drawn, press
from support.demo_site import Site, demo_site, looked_at, opened, send, signed_in

pytestmark = [pytest.mark.component("chromium"), pytest.mark.slow]
WORDS = "three unlikely words"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with demo_site(tmp_path_factory.mktemp("site")) as served:
        yield served


def test_the_way_in_for_whoever_is_not_in(browser: Any, site: Site) -> None:
    page = opened(browser, site, "/sign-in")
    for path in ("/sign-in", "/sign-in/forgotten", "/sign-out"):
        page.goto(site.address + path)
        looked_at(page)
    page.goto(f"{site.address}/sign-in")
    send(page, "Go on")
    assert page.get_by_role("heading", name="There is something to mend").is_visible()
    looked_at(page)
    page.goto(f"{site.address}/join/made-up")
    assert page.get_by_role("heading", name="This link does not work").is_visible()
    page.complaints = [said for said in page.complaints if "404 (Not Found)" not in said]
    looked_at(page)
    page.context.close()


@pytest.fixture(scope="module")
def administrator(browser: Any, site: Site) -> Iterator[Any]:
    """A page in which the administrator is signed in: once, as a code works once."""
    page = signed_in(browser, site, "administrator")
    yield page
    page.context.close()


def test_every_page_of_ones_own_account_and_of_people(site: Site, administrator: Any) -> None:
    page = administrator
    page.goto(f"{site.address}/desk/people")
    press(page.get_by_role("link", name="board-member@thornmarch.example"), "**/desk/people/*")
    someone = page.url.removeprefix(site.address)
    paths = ["/desk", "/desk/account", "/desk/account/device", "/desk/account/passkey", "/desk/account/codes"]
    paths += [
        "/desk/account/password",
        "/desk/people",
        "/desk/people/organisations",
        "/desk/people/invitations",
        "/desk/people/sign-out",
    ]
    paths += [someone, f"{someone}/leave", f"{someone}/anew", "/sign-in/again", "/sign-out"]
    for path in paths:
        page.goto(site.address + path)
        assert page.url == site.address + path
        looked_at(page)
        assert page.get_by_text("Synthetic: every place").is_visible()


def invited(site: Site, page: Any, email: str) -> str:
    """The link that an administrator hands on, as the page shows it once."""
    page.goto(f"{site.address}/desk/people/invitations")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Organisation").select_option("thornmarch-council")
    page.get_by_label("Role").select_option("analyst")
    send(page, "Invite")
    assert page.get_by_role("heading", name="Hand this link on").is_visible()
    looked_at(page)
    link = str(page.get_by_label("The link").input_value())
    return link.removeprefix(site.address)


def code_of(secret: str) -> str:
    """The code that a device works out of the letters on the page (RFC 6238)."""
    step = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(base64.b32decode(secret.replace(" ", "")), step, "sha1")
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4]) & 0x7FFFFFFF) % 10**6:06d}"


def test_from_an_invitation_to_the_desk_without_scripts(browser: Any, site: Site, administrator: Any) -> None:
    link = invited(site, administrator, "new.analyst@thornmarch.example")
    page = opened(browser, site, link, java_script_enabled=False, viewport={"width": 320, "height": 640})
    assert page.get_by_text("Thornmarch County Council (invented) invites you, as analyst.").is_visible()
    page.get_by_label("New password").fill(WORDS)
    page.get_by_label("The same once more").fill(WORDS)
    send(page, "Accept the invitation", "**/sign-in/set-up")
    picture = page.get_by_role("img", name="The same secret as the letters below, for a camera")
    assert is_drawn(picture, 50)
    assert not page.get_by_role("button", name="Make a passkey").is_visible()
    secret = page.locator("dd").first.inner_text()
    page.get_by_label("Code").fill(code_of(secret))
    send(page, "Set up this device")
    codes = page.locator("code").all_inner_texts()
    assert len(set(codes)) == 10
    send(page, "I have kept them", "**/desk")
    assert page.complaints == []
    page.goto(f"{site.address}/desk/account")
    send(page, "Sign out")
    assert page.get_by_role("heading", name="You are signed out").is_visible()
    page.goto(f"{site.address}/sign-in")
    page.get_by_label("Email address").fill("new.analyst@thornmarch.example")
    page.get_by_label("Password").fill(WORDS)
    send(page, "Go on", "**/sign-in/code")
    page.get_by_label("Code").fill(codes[4])
    send(page, "Sign in", "**/desk")
    assert page.goto(site.address + link).status == 404
    page.context.close()


def test_a_passkey_is_set_up_and_opens_the_desk_by_itself(browser: Any, site: Site, administrator: Any) -> None:
    link = invited(site, administrator, "key.holder@thornmarch.example")
    page = opened(browser, site, link)
    with_key = page.context.new_cdp_session(page)
    with_key.send("WebAuthn.enable")
    kept = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    key = with_key.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**kept, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )["authenticatorId"]
    looked_at(page)
    page.get_by_label("New password").fill(WORDS)
    page.get_by_label("The same once more").fill(WORDS)
    send(page, "Accept the invitation", "**/sign-in/set-up")
    looked_at(page)
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_role("heading", name="Codes to keep on paper").wait_for()
    looked_at(page)
    page.goto(f"{site.address}/desk/account")
    assert page.get_by_text("Passkey “My passkey”", exact=True).is_visible()
    send(page, "Sign out everywhere")
    page.goto(f"{site.address}/sign-in?next=/desk/account")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/desk/account")
    send(page, "Sign out")
    # The device does not know the face before it: no second factor, no way in.
    with_key.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    page.goto(f"{site.address}/sign-in")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("The passkey was not used.").wait_for()
    assert page.url.endswith("/sign-in")
    with_key.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": True})
    # An answer to one question opens nothing twice.
    answers: list[str] = []
    page.on("request", lambda one: answers.append(one.post_data) if one.url.endswith("/sign-in/passkey") else None)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/desk")
    page.goto(f"{site.address}/sign-out")
    send(page, "Sign out")
    page.goto(f"{site.address}/sign-in")
    token = page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value")
    form = {name: values[0] for name, values in parse_qs(answers[-1]).items()} | {"csrfmiddlewaretoken": token}
    again = page.request.post(f"{site.address}/sign-in/passkey", form=form, headers={"Origin": site.address})
    assert (again.status, "with this passkey" in again.text()) == (403, True)
    page.goto(f"{site.address}/desk")
    page.wait_for_url("**/sign-in?next=%2Fdesk")
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_by_keyboard_alone(browser: Any, site: Site, scripts: bool) -> None:
    role = "reviewer" if scripts else "partner-contact"
    page = opened(browser, site, "/sign-in", java_script_enabled=scripts)
    email, password = site.signs_in[role]
    page.get_by_label("Email address").focus()
    page.keyboard.type(email)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Go on"
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/code")
    code = site.read_until(rf"One-time code for {email}: (\d+)$")[1]
    for _ in range(15):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("name") == "code":
            break
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")
    assert page.get_by_role("heading", name="Your desk").is_visible()
    page.context.close()


def test_after_signing_out_the_back_button_shows_nothing(browser: Any, site: Site) -> None:
    page = signed_in(browser, site, "information-governance-lead", "/desk/account")
    send(page, "Sign out")
    page.go_back()
    page.wait_for_load_state("networkidle")
    assert not page.get_by_text("information-governance-lead@thornmarch.example").is_visible()
    page.context.close()
