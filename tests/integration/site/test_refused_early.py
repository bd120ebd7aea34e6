"""What is refused before any page is asked, what lies at fixed addresses for programs, and what every response says."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, override_settings

from joinedup.apps.accounts.telling import link_made
from joinedup.apps.audit.instant import clock_at
from joinedup.site.environment import database
from joinedup.site.partnership import Partnership
from support.addresses import addresses
from support.desk import as_role, person_with
from support.site import on_database


@pytest.fixture(scope="module", autouse=True)
def _site(tmp_path_factory):
    with on_database(database({}, folder=tmp_path_factory.mktemp("site"))):
        yield


def test_a_program_that_asks_without_tls_is_told_so_and_not_sent_on():
    with override_settings(SECURE_SSL_REDIRECT=True):
        browser = Client(headers={"Authorization": "Bearer joinedup_sent-in-clear"})
        refused = browser.get("/api/v1/indicators")
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "tls")
        assert "Location" not in refused.headers
        assert browser.get("/services").status_code == 301
        assert browser.get("/api/v1/indicators", secure=True).status_code == 401


def test_a_form_with_a_null_byte_is_refused_in_a_sentence():
    refused = Client(raise_request_exception=False).post("/sign-in", {"email": "a\0@example.org"})
    assert refused.status_code == 400
    assert "We could not read that" in refused.content.decode()
    assert Client().post("/sign-in", {"email": "a@example.org"}).status_code == 200


def test_whoever_found_a_weakness_is_told_where_to_report_it_until_when():
    at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    with clock_at(at):
        answer = Client().get("/.well-known/security.txt")
    said = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert said["Contact"] == "mailto:partnership@thornmarch.example"
    assert timedelta() < datetime.fromisoformat(said["Expires"]) - at < timedelta(days=365)
    with override_settings(PARTNERSHIP=Partnership("Ours", "", "https://www.example.org")):
        assert Client().get("/.well-known/security.txt").status_code == 404


def test_searches_are_asked_to_leave_out_what_is_not_for_the_public():
    said = Client().get("/robots.txt").content.decode()
    left_out = [line.partition(": ")[2] for line in said.splitlines() if line.startswith("Disallow")]
    for address in addresses():
        is_public = address in ("/", "/help", "/health") or address.startswith(("/services", "/data"))
        assert not (is_public and address.startswith(tuple(left_out))), address
    assert "/desk" in left_out


@pytest.fixture(scope="module")
def answers(_site):
    """What each address answers to a stranger and to somebody who is signed in."""
    browsers = (Client(raise_request_exception=False), as_role("administrator"))
    return [(address, browser.get(address, secure=True)) for browser in browsers for address in addresses()]


def test_each_response_says_what_it_is_and_in_which_letters(answers):
    for address, answer in answers:
        if not answer.content:
            continue
        kind = answer.headers["Content-Type"]
        assert kind.startswith("application/json") or "charset=utf-8" in kind, (address, kind)
        assert answer.content[:15].lower() == b"<!doctype html>" or "html" not in kind, address
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_each_response_forbids_frames_plugins_other_bases_and_a_shared_window(answers):
    for address, answer in answers:
        policy = dict(part.partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split("; "))
        for what in ("default-src", "object-src", "base-uri", "frame-ancestors"):
            assert policy[what] == "'none'", address
        assert "unsafe" not in str(policy)
        assert "*" not in str(policy)
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")], address


def test_only_what_holds_nobodys_data_may_be_kept_by_a_browser(answers):
    kept = {address for address, answer in answers if answer.headers["Cache-Control"] != "no-store"}
    assert not {address for address in kept if address.startswith(("/desk", "/sign", "/join", "/api"))}


def test_no_page_names_an_address_that_is_not_over_tls(answers):
    for address, answer in answers:
        if "html" in answer.headers.get("Content-Type", ""):
            text = answer.content.decode()
            assert 'src="http' not in text, address
            assert 'href="http:' not in text, address
            assert 'action="http' not in text, address
            assert "javascript:" not in text, address


def test_no_response_names_what_serves_it(answers):
    for address, answer in answers:
        assert not {"Server", "X-Powered-By"} & set(answer.headers), address


@pytest.mark.parametrize("address", ["/static/", "/static/joinedup/", "/.git/config", "/.env", "/site.sqlite3"])
def test_no_folder_is_listed_and_no_file_of_the_installation_is_served(address):
    assert Client(raise_request_exception=False).get(address).status_code == 404


def test_a_file_is_refused_at_the_way_in():
    sent = Client(raise_request_exception=False).post("/sign-in", {"email": io.BytesIO(b"PK\3\4")})
    assert sent.status_code == 400
    assert "We could not read that" in sent.content.decode()


FORGED = [
    {"X-Forwarded-Host": "elsewhere.example"},
    {"Forwarded": "host=elsewhere.example"},
    {"X-Host": "elsewhere.example", "X-Original-Host": "elsewhere.example", "X-Forwarded-Server": "elsewhere.example"},
    {"Origin": "https://elsewhere.example", "Referer": "https://elsewhere.example/"},
]


@pytest.mark.parametrize("headers", FORGED)
def test_the_link_in_a_letter_leads_here_whatever_the_request_says(headers):
    told, person = [], person_with("analyst")

    def hear(**said):
        told.append(str(said))
        return True

    link_made.connect(hear)
    try:
        assert Client(headers=headers).post("/sign-in/forgotten", {"email": person.email}).status_code == 200
    finally:
        link_made.disconnect(hear)
    assert len(told) == 1
    assert "http://testserver/sign-in/password/" in told[0]
    assert "elsewhere" not in told[0]


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "testserver@elsewhere.example", "testserver.elsewhere.example", ""]
)
def test_another_name_in_the_request_gets_no_letter_sent(host):
    told = []
    link_made.connect(told.append)
    try:
        refused = Client(headers={"Host": host}).post("/sign-in/forgotten", {"email": person_with("analyst").email})
    finally:
        link_made.disconnect(told.append)
    assert refused.status_code == 400
    assert not told
