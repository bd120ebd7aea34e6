"""The record of acts on a page: who reads it, that reading is an act, what is found, and that an edit is told."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from joinedup.apps.audit import guards
from joinedup.apps.audit.instant import clock_at
from joinedup.apps.audit.models import Line
from joinedup.apps.audit.record import record
from joinedup.apps.oversight import queries
from support.desk import as_role, organisation, person_with, signed_in_client

LEAD = "information-governance-lead"


@pytest.fixture(autouse=True)
def _site(keys):
    organisation("thornmarch-council")


def write(count, *, by="person:999", about="thing:1", act="thing.done"):
    with transaction.atomic():
        for _ in range(count):
            record(act, by=by, about=about)


def test_the_lead_of_the_organisation_that_keeps_the_site_reads_it_and_that_is_a_line():
    lead = person_with(LEAD)
    before = Line.objects.count()
    response = signed_in_client(lead).get("/desk/audit")
    assert response.status_code == 200
    assert Line.objects.count() == before + 1
    line = Line.objects.latest("number")
    assert (line.act, line.by, line.about) == ("record.read", lead.audit_id, "record")
    assert f'href="?by={lead.audit_id}">{lead.email}<' in response.content.decode().replace("%3A", ":")


@pytest.mark.parametrize("role", ["analyst", "administrator", "partner-contact", "board-member"])
def test_no_other_role_finds_it(role):
    browser = as_role(role)
    assert browser.get("/desk/audit").status_code == browser.get("/desk/nothing-here").status_code == 404
    assert browser.post("/desk/audit/check").status_code == 404


def test_a_lead_of_another_organisation_or_of_the_police_too_does_not():
    assert as_role(LEAD, slug="another-council").get("/desk/audit").status_code == 404
    police = person_with("law-enforcement-partner", kind="police", slug="police")
    organisation_of_lead = person_with(LEAD)
    organisation_of_lead.holdings.update(person=police)
    browser = signed_in_client(police)
    session = browser.session
    session["organisation"] = "thornmarch-council"
    session.save()
    assert browser.get("/desk/audit").status_code == 404


def test_lines_are_found_by_whom_about_what_which_act_and_day():
    with clock_at(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)):  # half past midnight of 1 July in the UK
        write(1, about="thing:summer", act="thing.found")
    lead = as_role(LEAD)

    def numbers(**asked):
        return [line.about[0] for line in lead.get("/desk/audit", asked).context["lines"]]

    assert numbers(act="thing.found") == numbers(about="thing:summer") == ["thing:summer"]
    assert numbers(since="2026-07-01", until="2026-07-01", act="thing.found") == ["thing:summer"]
    assert numbers(until="2026-06-30", act="thing.found") == []
    assert numbers(by="person:999", about="thing:summer") == ["thing:summer"]
    assert numbers(by="person:999' OR '1'='1") == []


def test_pages_follow_each_other_without_a_gap_and_ask_as_often_however_long_the_record_is():
    write(queries.A_PAGE + 5, about="thing:many")
    lead, asked = as_role(LEAD), []
    with CaptureQueriesContext(connection) as first:
        page = lead.get("/desk/audit", {"about": "thing:many"})
    with CaptureQueriesContext(connection) as second:
        rest = lead.get(f"/desk/audit?{page.context['following']}")
    asked = [line.number for line in (*page.context["lines"], *rest.context["lines"])]
    assert len(asked) == queries.A_PAGE + 5
    assert asked == sorted(asked, reverse=True)
    assert rest.context["following"] == ""
    assert len(first) == len(second)


def test_what_is_no_search_shows_its_faults_and_all_lines():
    page = as_role(LEAD).get("/desk/audit", {"since": "yesterday", "before": "x", "act": "<script>"})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    assert page.context["form"].errors.keys() >= {"since", "act"}


def test_everybody_reads_what_they_did_themselves_and_nothing_else():
    person = person_with("board-member")
    write(2, by=person.audit_id, about="thing:own")
    write(1, by="person:999", about=person.audit_id)
    page = signed_in_client(person).get("/desk/own-acts", {"by": "person:999", "before": "99999999999999999999"})
    assert {line.about[0] for line in page.context["lines"]} == {"thing:own"}


def test_the_check_says_that_all_is_well_and_tells_an_edit():
    lead = as_role(LEAD)
    well = lead.post("/desk/audit/check").content.decode()
    assert "each as it was written" in well
    assert "not as it was written" not in well
    write(1, about="thing:edited")
    number = Line.objects.latest("number").number
    with connection.cursor() as cursor:
        for statement in guards.dropped(connection.vendor):
            cursor.execute(statement)
        cursor.execute("UPDATE audit_line SET about = 'thing:other' WHERE number = %s", [number])
    told = lead.post("/desk/audit/check").content.decode()
    assert "It is not as it was written" in told
    assert f"line {number} " in told.lower()
