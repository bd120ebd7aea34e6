"""A partner's feed behind sign-in: each field as its agreement says, at each look; and what of it is written down."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from joinedup.apps.agreements import actions as agreements
from joinedup.apps.audit.instant import clock_at, now
from joinedup.apps.audit.models import Line
from joinedup.apps.insight.api.description import described
from joinedup.apps.tokens import queries
from joinedup.apps.tokens.actions import make_token
from joinedup.sharing.roles import ROLES
from support.desk import as_role, organisation, person_with, signed_in_client
from support.evidence_pages import ATTACK, put_made_up
from support.json_schema import faults
from support.sharing_site import SEIZURES, keeper, seizures_lapsed, seizures_shared, words

pytestmark = pytest.mark.usefixtures("keys")

PAGE = "/desk/feeds/police-seizures?purpose=needs-assessment"
LIST = "/desk/feeds?purpose=needs-assessment"
TOLD = r'2021/22 48|"(text|value)": *"?48'
"""How the count that is shared stands on a page, and in an answer to a program."""
COUNTS = "/api/v1/feeds/police-seizures/counts?purpose=needs-assessment"
MAY = {role.slug for role in ROLES.values() if "small-counts" in role.reaches}


@pytest.fixture
def released(tmp_path):
    """A release that is about real places, and an agreement that is in force."""
    put_made_up(tmp_path / "released", is_synthetic=False)
    with override_settings(RELEASED=tmp_path / "released", DEMO=False, AGREEMENTS=tmp_path / "agreements"):
        seizures_shared()
        yield tmp_path / "released"


def text(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def last_line():
    line = Line.objects.latest("number")
    return (line.act, line.about, line.reason)


def token_for(person):
    asker = queries.asker(person, organisation(), now())
    given = {"name": "x", "agreement": SEIZURES, "purpose": "needs-assessment", "days": 7}
    return make_token(by=person, asker=asker, at=now(), **given)


def by_token(secret, address=COUNTS):
    return Client().get(address, headers={"Authorization": f"Bearer {secret}"})


def test_a_party_sees_the_fields_that_its_agreement_lists_and_the_look_is_written_down(released):
    client = as_role("analyst")
    said = text(client.get(PAGE))
    for words_ in (
        "Drugs seized",
        "seizures made",
        "weight in grams",
        "Thornmarch, 2021/22 48 hidden",
        "seizures-2026",
    ):
        assert words_ in said, words_
    assert "The force has not sent all of the year." in said
    assert last_line() == ("feed.viewed", "feed:police-seizures", f"agreement:{SEIZURES}")
    assert "Drugs seized" in text(client.get(LIST))


def test_words_that_attack_are_words(released):
    assert ATTACK not in as_role("analyst").get(PAGE).content.decode()


def test_a_field_that_the_agreement_leaves_out_is_not_there(released):
    less = re.sub(r', \{name = "grams"[^}]*\}', "", words())
    assert less != words()
    agreements.enter(less, by=keeper(), at=now())
    client = as_role("analyst")
    page, answer = client.get(PAGE), client.get(COUNTS)
    assert "48" in text(page)
    assert "weight" not in text(page)
    assert {one["name"] for one in answer.json()["data"]["fields"]} == {"seizures"}
    assert {one["field"] for one in answer.json()["data"]["totals"]} == {"seizures"}
    assert "weight" not in answer.content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_no_role_sees_more_than_it_may_at_most(released, role):
    is_police = ROLES[role].is_law_enforcement
    client = as_role(role, **({"kind": "police", "slug": "a-police"} if is_police else {}))
    for address in (PAGE, COUNTS):
        assert client.get(address).status_code == (200 if role in MAY else 404)
    assert ("Drugs seized" in text(client.get(LIST))) == (role in MAY)


def test_law_enforcement_sees_no_counts_of_its_own_feed_under_any_role(released):
    for role in sorted(MAY):
        client = as_role(role, kind="police", slug="a-police")
        assert client.get(PAGE).status_code == 404
        assert client.get(COUNTS).status_code == 404


def test_to_whoever_is_no_party_the_feed_and_no_feed_are_alike(released):
    client = as_role("analyst", slug="quillhaven-council")
    for there, nowhere in ((PAGE, "/desk/feeds/nothing"), (COUNTS, "/api/v1/feeds/nothing/counts")):
        one, other = client.get(there), client.get(nowhere)
        assert (one.status_code, other.status_code) == (404, 404)
        assert text(one) == text(other)
    assert Line.objects.filter(act="feed.refused", about="feed:nothing").exists()
    assert "party to no agreement" in text(client.get(LIST))


def test_another_purpose_opens_nothing(released):
    client = as_role("analyst")
    for purpose in ("policing", "service-planning", "nothing", "", "a" * 5000, "<script>"):
        assert client.get("/desk/feeds/police-seizures", {"purpose": purpose}).status_code == 404
        assert client.get("/api/v1/feeds/police-seizures/counts", {"purpose": purpose}).status_code == 404
    assert client.get("/api/v1/feeds/police-seizures/counts").status_code == 404


def test_a_lapse_stops_page_interface_and_token_between_two_requests_and_renewing_restores(released):
    person = person_with("analyst")
    client, (_, secret) = signed_in_client(person), token_for(person)
    asked = (lambda: client.get(PAGE), lambda: client.get(COUNTS), lambda: by_token(secret))
    assert [ask().status_code for ask in asked] == [200] * 3
    assert all(re.search(TOLD, text(ask())) for ask in asked)
    seizures_lapsed()
    for ask in asked:
        response = ask()
        assert response.status_code == 403
        assert "lapsed at" in text(response)
        assert "a review is due" in text(response)
        # 48 alone is also a minute of the hour at which it lapsed.
        assert not re.search(TOLD, text(response))
        assert last_line()[:2] == ("feed.refused", "feed:police-seizures")
    assert "lapsed at" in text(client.get(LIST))
    agreements.renew(SEIZURES, by=keeper(), at=now())
    assert [ask().status_code for ask in asked] == [200] * 3


def test_an_invented_release_opens_its_feeds_by_agreement_too(released):
    put_made_up(released, is_synthetic=True)
    client = as_role("analyst")
    assert [client.get(path).status_code for path in (PAGE, COUNTS)] == [200, 200]
    assert last_line()[0] == "feed.viewed"
    seizures_lapsed()
    assert [client.get(path).status_code for path in (PAGE, COUNTS)] == [403, 403]
    assert [as_role("analyst", slug="quillhaven-council").get(path).status_code for path in (PAGE, COUNTS)] == [
        404,
        404,
    ]
    assert Client().get(COUNTS).status_code == 401


def test_a_lapse_to_come_stops_at_its_very_instant(released):
    client, at = as_role("analyst"), now() + timedelta(minutes=5)
    seizures_lapsed(at)
    with clock_at(at - timedelta(microseconds=1)):
        assert client.get(PAGE).status_code == 200
    with clock_at(at):
        assert client.get(PAGE).status_code == 403
        assert as_role("analyst", slug="quillhaven-council").get(PAGE).status_code == 404
    agreements.renew(SEIZURES, by=keeper(), at=at)


def test_a_token_reads_for_its_own_purpose_under_its_own_agreement(released):
    person = person_with("analyst")
    token, secret = token_for(person)
    answer = by_token(secret, "/api/v1/feeds/police-seizures/counts?purpose=policing")
    assert answer.json()["data"]["purpose"] == "needs-assessment"
    assert last_line() == ("feed.viewed", "feed:police-seizures", token.audit_id)
    again = f"seizures-again-{token.pk}"  # what is withdrawn is never entered again
    other = words().replace('id = "seizures-2026"', f'id = "{again}"')
    agreements.enter(other, by=keeper(), at=now())
    assert signed_in_client(person).get(COUNTS).json()["data"]["agreements"] == [again]
    assert by_token(secret).json()["data"]["agreements"] == [SEIZURES]
    seizures_lapsed()
    assert signed_in_client(person).get(COUNTS).status_code == 200
    assert by_token(secret).status_code == 403
    stopped = {"post": "head of information", "why": "one is enough", "by": keeper()}
    at = now()
    agreements.stop(again, "withdrawal", at=at, now=at, **stopped)


def test_a_token_for_what_is_released_reads_no_counts(released):
    person = person_with("analyst")
    asker = queries.asker(person, organisation(), now())
    _, secret = make_token(by=person, asker=asker, name="x", agreement="", purpose="", days=7, at=now())
    assert by_token(secret).status_code == 404


def test_whoever_has_not_signed_in_learns_nothing(released):
    assert Client().get(PAGE).status_code == 302
    for address in (COUNTS, "/api/v1/feeds/nothing/counts?purpose=x"):
        assert Client().get(address).status_code == 401


def test_the_answer_is_as_described(released):
    schema = described()["paths"]["/feeds/{feed}/counts"]["get"]["responses"]["200"]["content"]["application/json"]
    answer = as_role("analyst").get(COUNTS).json()
    assert faults(answer, schema["schema"], described()) == []
    hidden = [one for one in answer["data"]["totals"] if one["showing"] != "shown"]
    assert hidden
    assert all(one["value"] is None for one in hidden)


@pytest.mark.parametrize("path", [PAGE, LIST, COUNTS])
def test_queries_do_not_grow_with_rows(released, path):
    client = as_role("analyst")
    counts = []
    for rows in (1, 50):
        put_made_up(released, rows=rows, is_synthetic=False)
        client.get(path)
        with CaptureQueriesContext(connection) as made:
            assert client.get(path).status_code == 200
        counts.append(len(made))
    assert counts[0] == counts[1]
