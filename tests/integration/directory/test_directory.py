"""The public directory: who may change an entry, what is written down, and what anybody can read without a cookie."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from joinedup.apps.audit.instant import clock_at
from joinedup.apps.directory import actions, queries
from joinedup.core.refusal import Refusal
from joinedup.county.directory import LISTED
from joinedup.definitions.words import language
from joinedup.kinds.readability import reading_age
from joinedup.kinds.terms import faults
from support.directory import AT, KEEPER, OTHER, OWNER, details, lines_written, on_empty_directory

PUBLIC = ("/", "/help", "/services", "/services/harbour-lane", "/accessibility", "/cookies", "/privacy")


@pytest.fixture(autouse=True)
def _empty(tmp_path):
    with on_empty_directory(tmp_path), clock_at(AT):
        yield


@pytest.fixture
def harbour():
    """One service that belongs to the organisation of OWNER."""
    return actions.add(details(), slug="harbour-lane", owner="harbour", by=KEEPER, at=AT)


def text(response):
    """Return what a reader sees of a page, tags taken out."""
    body = re.sub(r"(?s)<(script|style|title).*?</\1>", " ", response.content.decode())
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_who_keeps_the_list_adds_a_service_and_it_is_written_down(harbour):
    assert lines_written() == [("directory.added", "person:1", "service:harbour-lane")]
    assert "Harbour Lane" in text(Client().get("/services"))


@pytest.mark.parametrize("by", [OWNER, OTHER], ids=["owner", "other"])
def test_nobody_else_adds_one(by):
    with pytest.raises(Refusal, match="Only the partnership"):
        actions.add(details(), slug="harbour-lane", owner="harbour", by=by, at=AT)
    assert lines_written() == []


def test_a_slug_is_never_used_twice_nor_odd(harbour):
    with pytest.raises(Refusal, match="never used twice"):
        actions.add(details(), slug="harbour-lane", owner="other", by=KEEPER, at=AT)
    with pytest.raises(Refusal, match="slug"):
        actions.add(details(), slug="Harbour Lane", owner="other", by=KEEPER, at=AT)


@pytest.mark.parametrize("by", [OWNER, KEEPER], ids=["owner", "keeper"])
def test_the_service_itself_and_the_keepers_change_an_entry(harbour, by):
    later = datetime(2026, 7, 31, 23, 30, tzinfo=UTC)
    actions.edit("harbour-lane", details(name="Harbour House", needs=("family",)), by=by, at=later)
    held = queries.entry("harbour-lane")
    assert (held.name, held.checked_on) == ("Harbour House", date(2026, 8, 1)), "the day is the day in this country"
    assert [one.need for one in held.needs.all()] == ["family"]
    assert lines_written()[-1] == ("directory.edited", by.account, "service:harbour-lane")


@pytest.mark.parametrize("act", ["edit", "confirm", "close"])
@pytest.mark.parametrize("slug", ["harbour-lane", "not-there"])
def test_another_organisation_learns_not_even_that_there_is_such_a_service(harbour, act, slug):
    given = (details(name="Taken over"),) if act == "edit" else ()
    with pytest.raises(Refusal, match=r"^There is no such service that you may change\.$"):
        getattr(actions, act)(slug, *given, by=OTHER, at=AT)
    assert queries.entry("harbour-lane").name == "Harbour Lane"
    assert len(lines_written()) == 1


def test_where_the_line_cannot_be_written_nothing_is(harbour, monkeypatch):
    def broken(*_said, **_more):
        raise OSError("disk full")

    monkeypatch.setattr(actions, "record", broken)
    with pytest.raises(OSError, match="disk full"):
        actions.edit("harbour-lane", details(name="Half"), by=OWNER, at=AT)
    assert queries.entry("harbour-lane").name == "Harbour Lane"


def test_a_service_that_closed_leaves_the_list_and_its_page_says_so(harbour):
    actions.close("harbour-lane", by=OWNER, at=AT)
    assert "Harbour Lane" not in text(Client().get("/services"))
    page = Client().get("/services/harbour-lane")
    assert page.status_code == 200
    assert "This service closed on 1 June 2026" in text(page)
    assert "01632" not in text(page), "nobody should ring a service that has closed"
    with pytest.raises(Refusal, match="no such service"):
        actions.edit("harbour-lane", details(), by=OWNER, at=AT)


@pytest.mark.parametrize(
    ("at", "says"),
    [
        (datetime(2026, 12, 1, 12, tzinfo=UTC), False),
        (datetime(2026, 12, 2, 12, tzinfo=UTC), True),
    ],
)
def test_an_entry_older_than_six_months_says_so_until_it_is_confirmed(harbour, at, says):
    with clock_at(at):
        for address in ("/services", "/services/harbour-lane"):
            page = text(Client().get(address))
            assert "Checked on 1 June 2026" in page
            assert ("more than 6 months ago" in page) is says
        actions.confirm("harbour-lane", by=OWNER, at=at)
        assert "more than 6 months ago" not in text(Client().get("/services/harbour-lane"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", True),
        ("place=Ashwold", True),
        ("place=Dunmarsh", False),
        ("need=naloxone", True),
        ("need=family", False),
        ("place=Ashwold&need=naloxone&words=needles", True),
        ("words=NEEDLES+counter", False),
        ("words=harbour+needles", True),
        ("need=%27+OR+1%3D1--", False),
        ("words=%25", False),
        ("words=_", False),
        ("place=%00", True),
        ("page=999", True),
        ("page=nought&show=all", True),
    ],
)
def test_services_are_found_by_place_need_and_words(harbour, asked, found):
    page = Client().get(f"/services?{asked}")
    assert page.status_code == 200
    assert ("Harbour Lane" in text(page)) is found


def test_what_is_asked_for_is_shown_as_text_and_never_as_a_page(harbour):
    page = Client().get("/services", {"words": '"><script>alert(1)</script>'})
    assert b"<script>alert" not in page.content
    assert b"&lt;script&gt;" in page.content


def test_what_a_service_wrote_is_shown_as_text(harbour):
    actions.edit("harbour-lane", details(summary="<img src=x onerror=alert(1)>"), by=OWNER, at=AT)
    for address in ("/services", "/services/harbour-lane"):
        assert b"<img" not in Client().get(address).content


@pytest.mark.parametrize("address", PUBLIC)
def test_no_public_page_sets_a_cookie_or_asks_for_one(harbour, address):
    page = Client().get(address)
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    assert not page.cookies
    assert "Cookie" not in page.headers.get("Vary", "")


@pytest.mark.parametrize("address", PUBLIC)
def test_no_public_page_holds_script_style_or_anything_from_elsewhere(harbour, address):
    body = Client().get(address).content.decode()
    assert not re.findall(r"<script(?![^>]* src=\"/static/)|<style|\sstyle=|\son\w+=|javascript:|data:", body)
    assert not re.findall(r"(?:src|srcset|action)=\"(?!/)", body)
    assert all(found.startswith("/static/") for found in re.findall(r"<link[^>]+href=\"([^\"]+)", body))


@pytest.mark.parametrize("address", PUBLIC)
def test_every_public_page_says_that_all_is_invented_and_has_a_way_to_leave(harbour, address):
    page = Client().get(address)
    assert "Synthetic: every place, person, service and figure here is invented." in text(page)
    assert b'rel="noreferrer nofollow"' in page.content
    title = re.search(r"<title>(.+)</title>", page.content.decode())[1]
    assert title.endswith("– Thornmarch and Quillhaven Drug and Alcohol Partnership (synthetic)")


def test_every_public_page_has_a_title_of_its_own(harbour):
    titles = [re.search(r"<title>(.+)</title>", Client().get(each).content.decode())[1] for each in PUBLIC]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("address", ["/help", "/services"])
def test_a_page_is_read_and_never_written_to(address):
    assert Client().post(address).status_code == 405


@pytest.mark.parametrize("address", ["/services/not-there", "/nothing", "/services/../etc", "/services/%00"])
def test_what_is_not_there_is_a_page_that_says_so(address):
    page = Client().get(address)
    assert page.status_code == 404
    assert "There is no such page" in text(page)
    assert "how to get help" in text(page)
    assert "Set-Cookie" not in page.headers


def test_a_page_that_fell_over_says_that_it_is_our_fault_and_nothing_of_what_happened(monkeypatch):
    def broken(**_asked):
        raise ValueError("a secret of the inside")

    monkeypatch.setattr(queries, "listed", broken)
    page = Client(raise_request_exception=False).get("/services")
    assert page.status_code == 500
    assert "It is our fault" in text(page)
    assert "Synthetic" in text(page)
    assert b"secret of the inside" not in page.content


def test_a_directory_of_many_asks_the_database_as_often_as_one_of_few(harbour):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as held:
            assert Client().get("/services?show=all").status_code == 200
        return len(held)

    with override_settings(DEBUG=False):
        few = asked()
        for number in range(30):
            actions.add(details(), slug=f"service-{number}", owner="harbour", by=KEEPER, at=AT)
        assert asked() == few


def test_a_long_list_comes_in_pages_and_whole_to_be_printed():
    for number in range(23):
        actions.add(details(name=f"Service {number:02}"), slug=f"s-{number}", owner="x", by=KEEPER, at=AT)
    first, second = (text(Client().get(f"/services?need=naloxone&page={page}")) for page in (1, 2))
    assert "23 services" in first
    assert "Service 00" in first
    assert "Service 22" not in first
    assert "Service 22" in second
    whole = text(Client().get("/services?need=naloxone&show=all"))
    assert "Service 00" in whole
    assert "Service 22" in whole


def test_the_help_page_needs_no_database(monkeypatch):
    with CaptureQueriesContext(connection) as asked:
        page = Client().get("/help")
    assert page.status_code == 200
    assert len(asked) == 0
    assert "Call 999 now" in text(page)
    assert "must be read and approved by" in text(page)


def test_the_help_page_shows_the_partnerships_own_approved_words(tmp_path):
    own = tmp_path / "words.toml"
    own.write_text(
        'status = "local"\napprover = "x"\napproved_by = "the clinical lead"\napproved_on = 2026-05-03\n'
        'question = "Will they not wake?"\nsteps = ["Ring 999."]\nline = []\n',
        encoding="utf-8",
    )
    with override_settings(EMERGENCY_WORDS=own):
        page = text(Client().get("/help"))
    assert "Will they not wake? Call 999 Ring 999." in page
    assert "approved by the clinical lead on 3 May 2026" in page
    assert "must be read" not in page


@pytest.mark.parametrize("address", ["/", "/help", "/services", "/privacy", "/cookies"])
def test_public_pages_are_for_ages_9_to_11_and_use_none_of_the_words(address):
    call_command("invented_services", verbosity=0)
    body = Client().get(address).content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    said = unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|li|h\d|dt|dd|option|label|th|td)>", ".\n", main)))
    assert reading_age(said) <= 11, reading_age(said)
    assert not faults(said, language())


def test_a_demonstration_is_filled_once_and_nothing_else_ever(capsys):
    call_command("invented_services")
    call_command("invented_services")
    assert len(queries.listed()) == len(LISTED) == len(lines_written())
    assert "more than 6 months ago" in text(Client().get("/services/tuesday-table"))
    with override_settings(DEMO=False), pytest.raises(Refusal, match="demonstration only"):
        call_command("invented_services")
