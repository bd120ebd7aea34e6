"""A released claim challenged and answered, and a document signed off by somebody who did not make it."""

import re
from html import unescape

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from joinedup.apps.audit.models import Line
from joinedup.apps.audit.record import record
from joinedup.apps.messages.models import Message
from joinedup.apps.scrutiny.models import Challenge, SignOff
from joinedup.apps.scrutiny.policies import READERS
from joinedup.sharing.roles import ROLES
from support.desk import as_role, person_with, signed_in_client
from support.evidence_pages import ATTACK, CLAIM, put_made_up

pytestmark = pytest.mark.usefixtures("keys")

CHALLENGE = f"/desk/challenge/{CLAIM}"
PAGE = f"/evidence/claims/{CLAIM}"
SIGN = "/desk/sign-off/1/needs-assessment"
DOCUMENTS = "/evidence/documents"
WORDS = "The service moved in June, so a quarter is missing."


@pytest.fixture
def released(tmp_path):
    """A release that is about real places."""
    put_made_up(tmp_path / "released", is_synthetic=False)
    with override_settings(RELEASED=tmp_path / "released", DEMO=False):
        yield tmp_path / "released"


def text(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def challenged(client, words=WORDS):
    response = client.post(CHALLENGE, {"words": words})
    assert response.status_code == 302, text(response)
    assert response["Location"] == f"{PAGE}#challenges"
    return Challenge.objects.latest("pk")


def test_a_challenge_goes_to_who_answers_and_its_answer_stands_on_the_claims_page(released):
    board, analyst = as_role("board-member"), person_with("analyst")
    made = challenged(board)
    assert (made.claim, made.version, made.steward) == (CLAIM, 1, "Us")
    assert Message.objects.filter(kind="figure-challenged", to=analyst.audit_id).exists()
    assert Line.objects.filter(act="challenge.made", about=made.audit_id).count() == 1
    assert "Not yet answered." in text(board.get(PAGE))
    client = signed_in_client(analyst)
    path = f"/desk/challenges/{made.pk}"
    assert WORDS in text(client.get(path))
    assert "waits for an answer" in text(client.get("/desk/challenges"))
    assert client.post(path, {"words": "Looked at: the quarter was sent late."}).status_code == 302
    assert "Looked at: the quarter was sent late." in text(board.get(PAGE))
    assert Message.objects.filter(kind="challenge-answered", to=made.made_by.audit_id).exists()
    assert Line.objects.filter(act="challenge.answered", about=made.audit_id).count() == 1
    assert "has been answered" in text(client.post(path, {"words": "Again."}))


def test_nobody_without_sign_in_reads_or_makes_one(released):
    put_made_up(released, is_synthetic=True)  # whose pages are for everybody
    challenged(as_role("board-member"))
    assert WORDS in text(as_role("board-member").get(PAGE))
    response = Client().post(CHALLENGE, {"words": WORDS})
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in")
    assert WORDS not in text(Client().get(PAGE))


def test_nobody_answers_their_own(released):
    client = as_role("analyst")
    made = challenged(client)
    page = client.post(f"/desk/challenges/{made.pk}", {"words": "I was right."})
    assert "Somebody else answers what you challenged." in text(page)
    made.refresh_from_db()
    assert made.is_open


@pytest.mark.parametrize("role", ROLES)
def test_every_role_may_challenge_and_analysts_answer(released, role):
    made = challenged(as_role("board-member"))
    where = {"kind": "police", "slug": "a-police"} if ROLES[role].is_law_enforcement else {}
    client = as_role(role, **where)
    assert client.get(CHALLENGE).status_code == 200
    response = client.post(f"/desk/challenges/{made.pk}", {"words": "An answer."})
    assert response.status_code == (302 if role == "analyst" else 404)


def test_words_that_attack_are_words(released):
    client = as_role("analyst")
    made = challenged(client, f"{ATTACK} '; DROP TABLE scrutiny_challenge; --")
    for path in (PAGE, f"/desk/challenges/{made.pk}", "/desk/challenges", CHALLENGE):
        assert ATTACK not in client.get(path).content.decode()


@pytest.mark.parametrize("words", ["", "   ", "a" * 1001])
def test_no_words_and_too_many_are_a_fault_of_the_form(released, words):
    before = Challenge.objects.count()
    response = as_role("analyst").post(CHALLENGE, {"words": words})
    assert response.status_code == 200
    assert "There is something to mend" in text(response)
    assert Challenge.objects.count() == before


def test_a_claim_that_is_not_there_is_not_challenged(released):
    for path in ("/desk/challenge/nothing", "/desk/challenge/../../about.json", "/desk/challenges/99999999"):
        assert as_role("analyst").post(path, {"words": WORDS}).status_code == 404


def test_a_form_that_another_site_forged_makes_none(released):
    client = signed_in_client(person_with("analyst"), enforce_csrf_checks=True)
    assert client.post(CHALLENGE, {"words": WORDS}).status_code == 403
    assert client.post(SIGN, {"was_read": "on"}).status_code == 403


def test_the_database_holds_no_half_an_answer(released):
    made = challenged(as_role("board-member"))
    with pytest.raises(DatabaseError), transaction.atomic():
        Challenge.objects.filter(pk=made.pk).update(answer="x")


def test_a_second_reader_signs_off_and_it_stands_beside_the_document(released):
    client, colleague = as_role("partner-contact", slug="quillhaven-care", kind="care"), as_role("board-member")
    assert "Pass it on as a draft" in text(colleague.get(DOCUMENTS))
    assert client.post(SIGN, {"was_read": "on"}).status_code == 302
    said = text(colleague.get(DOCUMENTS))
    assert "signed off By a second reader of quillhaven care" in said
    assert "Pass it on as a draft" not in said
    line = Line.objects.filter(act="document.signed-off").latest("number")
    assert line.about == "release:1/needs-assessment"
    before = SignOff.objects.count()
    client.post(SIGN, {"was_read": "on"})
    assert SignOff.objects.count() == before
    put_made_up(released, rows=2, is_synthetic=False)
    assert "Pass it on as a draft" in text(colleague.get(DOCUMENTS))


def test_who_had_it_made_does_not_sign_it_off(released):
    person = person_with("analyst")
    with transaction.atomic():
        record("release.made", by=person.audit_id, about="release-run:1", reason="release:1")
    page = signed_in_client(person).post(SIGN, {"was_read": "on"})
    assert "does not sign it off" in text(page)
    assert not SignOff.objects.filter(person=person).exists()
    assert as_role("analyst").post(SIGN, {"was_read": "on"}).status_code == 302


@pytest.mark.parametrize("role", ROLES)
def test_only_second_readers_who_have_just_shown_who_they_are_sign_off(released, role):
    where = {"kind": "police", "slug": "a-police"} if ROLES[role].is_law_enforcement else {}
    client = as_role(role, **where)
    assert client.get(SIGN).status_code == (200 if role in READERS else 404)
    assert ("Sign it off as a second reader" in text(client.get(DOCUMENTS))) == (role in READERS)
    if role in READERS:
        stale = as_role(role, is_fresh=False)
        assert stale.post(SIGN, {"was_read": "on"})["Location"].startswith("/sign-in/again")
        assert "There is something to mend" in text(client.post(SIGN, {}))
        for path in ("/desk/sign-off/9/needs-assessment", "/desk/sign-off/1/nothing"):
            assert client.post(path, {"was_read": "on"}).status_code == 404


def test_queries_do_not_grow_with_challenges_and_sign_offs(released):
    client = as_role("analyst")
    counts = []
    for _ in range(2):
        for path in (PAGE, DOCUMENTS, "/desk/challenges"):
            with CaptureQueriesContext(connection) as made:
                client.get(path)
            counts.append(len(made))
        for _ in range(5):
            challenged(as_role("board-member"))
            as_role("reviewer").post(SIGN, {"was_read": "on"})
    assert counts[:3] == counts[3:]
