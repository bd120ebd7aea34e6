"""What no browser sends by itself: odd methods, bytes that are no text, floods of fields, files, forged headers.

Every address that the site declares is tried, as a stranger and as somebody who holds many roles.
"""

import io
import json
import logging
import re
from urllib.parse import quote_from_bytes

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from joinedup.apps.accounts.models import Person
from joinedup.sharing.roles import ROLES
from joinedup.site.logs import JsonLines
from support.addresses import addresses
from support.desk import person_with, signed_in_client

ADDRESSES = addresses()
OPEN = [address for address in ADDRESSES if not address.startswith("/desk")]
TRIED = {"a stranger": OPEN, "somebody busy": ADDRESSES}
"""Under the desk a stranger gets nothing but the way to sign in, whatever they send (tests of sign-in)."""
MARK = "<b>7o9</b>\"'><script>alert(1)</script>"
FIELDS = (
    *("words", "place", "need", "show", "page", "version", "area", "next", "who", "about", "act", "by", "day", "since"),
    *("until", "item", "purpose", "organisation", "role", "at", "state", "kind", "name", "slug", "email", "password"),
    *("again", "old", "code", "answer", "title", "reason", "summary", "phone", "age_from", "owner", "scope", "days"),
)
"""What pages read of an address or a form; one that a page does not read does no harm here."""


@pytest.fixture(scope="module", autouse=True)
def _site(keys):
    """A database of each kind."""


@pytest.fixture(scope="module")
def browsers(keys):
    """A stranger, and somebody with every role that one person may hold."""
    roles = [slug for slug, role in ROLES.items() if not role.is_law_enforcement]
    busy = signed_in_client(person_with(*roles), raise_request_exception=False)
    return {"a stranger": Client(raise_request_exception=False), "somebody busy": busy}


def query(value: bytes) -> str:
    return "&".join(f"{name}={quote_from_bytes(value)}" for name in FIELDS)


HOSTILE = {
    "null bytes": b"\0",
    "bytes that are no text": b"\xff\xfe\xed\xa0\x80",
    "a number below all": b"-" + b"9" * 400,
    "lines of a header": b"a\r\nSet-Cookie: mine=1\r\n\r\n<html>",
    "words of others": f"{MARK} ' OR 1=1; DROP TABLE x; -- %s {{0}} {{{{7|add:7}}}} ../../etc/passwd".encode(),
}


@pytest.mark.parametrize("method", ["TRACE", "PUT"])
@pytest.mark.parametrize("who", ["a stranger", "somebody busy"])
def test_no_other_method_does_anything(browsers, method, who):
    answered = {address: browsers[who].generic(method, address).status_code for address in TRIED[who]}
    assert not {address: status for address, status in answered.items() if status not in (302, 401, 403, 404, 405)}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("who", ["a stranger", "somebody busy"])
def test_no_question_breaks_a_page_or_comes_back_as_one(browsers, who, value):
    for address in TRIED[who]:
        answer = browsers[who].get(f"{address}?{query(value)}")
        assert answer.status_code < 500, address
        refuse_reflected(address, answer)
    assert Person.objects.exists()


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("who", ["a stranger", "somebody busy"])
def test_no_form_breaks_a_page_or_comes_back_as_one(browsers, who, value):
    for address in TRIED[who]:
        if address == "/sign-out" or address.endswith("sign-out-everywhere"):
            continue  # they do as they are asked
        answer = browsers[who].post(address, query(value), content_type="application/x-www-form-urlencoded")
        assert answer.status_code < 500, address
        refuse_reflected(address, answer)


def refuse_reflected(address, answer):
    assert "mine" not in answer.cookies, address
    assert "\n" not in str(answer.headers.get("Location", "")), address
    if "html" in answer.headers.get("Content-Type", ""):
        text = answer.content.decode()
        assert "<script>alert" not in text, address
        assert "<b>7o9" not in text, address
        assert not re.search(r"=[\"'][^\"'<>]*[\"'] ?'?><script", text), address


def test_no_one_fields_faults_are_told_with_what_was_typed(browsers):
    """Passwords and codes never come back in a page."""
    for address in ("/sign-in", "/desk/account/password"):
        said = {"password": "secret-that-was-typed", "again": "secret-that-was-typed", "old": "secret-that-was-typed"}
        answer = browsers["somebody busy"].post(address, {"email": "nobody", **said}, follow=True)
        assert "secret-that-was-typed" not in answer.content.decode()


def test_of_a_field_said_twice_one_is_read_and_the_other_left(browsers):
    twice = browsers["a stranger"].get("/services?words=first&words=second").content.decode()
    assert 'value="second"' in twice
    assert "first" not in twice


def test_what_is_asked_for_in_an_address_is_not_read_from_a_form_or_the_other_way_round(browsers):
    asked = browsers["a stranger"].post("/sign-in?email=a%40example.org&password=b", {})
    assert asked.content.decode().count("govuk-error-message") >= 2


FLOODS = {
    "many questions": lambda client: client.get("/services?" + "a=1&" * 1001),
    "many fields": lambda client: client.post("/sign-in", {f"field-{number}": "1" for number in range(1001)}),
    "a long field": lambda client: client.post("/sign-in", {"email": "x" * 1_000_001}),
    "a long form": lambda client: client.post(
        "/sign-in", "email=" + "x" * 1_000_001, content_type="application/x-www-form-urlencoded"
    ),
    "a file": lambda client: client.post("/sign-in", {"email": io.BytesIO(b"PK\3\4")}),
    "no form at all": lambda client: client.post("/sign-in", b"\xff", content_type="multipart/form-data; boundary="),
    "a form cut short": lambda client: client.post(
        "/sign-in",
        b'--b\r\nContent-Disposition: form-data; name="email"',
        content_type="multipart/form-data; boundary=b",
    ),
}


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
def test_too_much_is_refused_in_a_sentence_and_noted_without_its_words(flood):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logging.getLogger("django").addHandler(handler)
    try:
        answer = flood(Client(raise_request_exception=False))
    finally:
        logging.getLogger("django").removeHandler(handler)
    assert answer.status_code in (200, 400)
    if answer.status_code == 400:
        assert "We could not read that" in answer.content.decode()
        assert answer.headers["Content-Security-Policy"]
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert not [line for line in lines if "xxx" in json.dumps(line) or "PK" in json.dumps(line)]


@pytest.mark.parametrize("what", ["many questions", "many fields", "a long field", "a long form", "a file"])
def test_each_of_these_is_refused_and_not_read_on(what):
    assert FLOODS[what](Client(raise_request_exception=False)).status_code == 400


def test_no_form_takes_a_file_and_a_file_that_is_sent_is_kept_nowhere(browsers, tmp_path, monkeypatch):
    kept = []
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", lambda *a, **k: kept.append(a))
    monkeypatch.setattr("django.core.files.uploadedfile.InMemoryUploadedFile.__init__", lambda *a, **k: kept.append(a))
    for address in ADDRESSES:
        page = browsers["somebody busy"].get(address)
        if "html" in page.headers.get("Content-Type", ""):
            assert 'type="file"' not in page.content.decode(), address
            assert "multipart" not in page.content.decode(), address
        sent = browsers["somebody busy"].post(address, {"file": io.BytesIO(b"PK\3\4" * 1000)})
        assert sent.status_code in (302, 400, 405), address
    assert not kept
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES == 0


def test_a_name_of_the_site_that_somebody_else_says_is_not_believed():
    forged = {"X-Forwarded-Host": "elsewhere.example", "X-Original-URL": "/desk", "X-Rewrite-URL": "/desk"}
    forged |= {"X-HTTP-Method-Override": "DELETE", "X-Forwarded-User": "person:1", "Remote-User": "person:1"}
    answer = Client(headers=forged).get("/")
    assert answer.status_code == 200
    assert "elsewhere" not in answer.content.decode()
    assert Client(headers=forged).get("/desk").status_code == 302
    assert Client(headers={"Host": "elsewhere.example"}).get("/").status_code == 400


@pytest.mark.parametrize(
    "path", ["/%00", "/services/%00", "/services/%ff", "/%2e%2e/%2e%2e/etc/passwd", "/static/../settings.py"]
)
def test_a_path_that_is_none_is_a_page_that_says_so(path):
    answer = Client(raise_request_exception=False).get(path)
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


def test_the_database_is_still_there(browsers):
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM accounts_person")
        assert cursor.fetchone()[0] >= 1
