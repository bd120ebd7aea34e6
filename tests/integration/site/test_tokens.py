"""Tokens: made by a person, told once, kept as a hash, and never more than their maker may read just then."""

import re
from datetime import timedelta

import pytest
from django.test import Client, override_settings

from joinedup.apps.accounts import actions as accounts
from joinedup.apps.accounts.models import Holding
from joinedup.apps.audit.instant import clock_at, now
from joinedup.apps.audit.models import Line
from joinedup.apps.tokens import queries
from joinedup.apps.tokens.actions import MOST_A_MINUTE, MOST_AT_ONCE, make_token, revoke_token
from joinedup.apps.tokens.models import Token
from joinedup.apps.tokens.policies import MAKERS
from joinedup.core.refusal import Refusal
from joinedup.sharing.roles import ROLES
from support.desk import as_role, organisation, person_with, signed_in_client
from support.evidence_pages import put_made_up
from support.sharing_site import SEIZURES, seizures_lapsed, seizures_shared

pytestmark = pytest.mark.usefixtures("keys")

ADDRESS = "/api/v1/indicators"


@pytest.fixture
def real(tmp_path):
    """A release that is about real places."""
    put_made_up(tmp_path / "released", is_synthetic=False)
    with override_settings(RELEASED=tmp_path / "released", DEMO=False, AGREEMENTS=tmp_path / "agreements"):
        yield tmp_path / "released"


def made(person, *, role="analyst", agreement="", purpose="", days=7, at=None):
    at = at or now()
    asker = queries.asker(person, organisation(), at)
    given = {"name": "dashboard", "agreement": agreement, "purpose": purpose, "days": days}
    return make_token(by=person, asker=asker, at=at, **given)


def sent(secret, address=ADDRESS):
    return Client().get(address, headers={"Authorization": f"Bearer {secret}"})


def lines(about):
    return list(Line.objects.filter(about=about).order_by("number").values_list("act", flat=True))


def test_a_token_reads_what_its_maker_may_read_and_each_reading_is_written_down(real):
    person = person_with("analyst")
    token, secret = made(person)
    assert sent(secret).status_code == 200
    line = Line.objects.latest("number")
    assert (line.act, line.by, line.about) == ("api.read", person.audit_id, "release:1/indicators")
    assert line.reason == token.audit_id
    assert lines(token.audit_id) == ["token.made"]


def test_what_is_kept_is_a_hash(real):
    token, secret = made(person_with("analyst"))
    held = Token.objects.filter(pk=token.pk).values().get()
    assert secret not in map(str, held.values())
    assert secret not in "".join(map(str, Line.objects.values_list()))
    assert len(secret) > 40


def refusals(person, token, secret):
    """Each way in which a token works no more, done and undone by a block."""
    wrong = f"{secret[:-1]}{'A' if secret[-1] != 'A' else 'B'}"
    yield lambda: sent(wrong)
    yield lambda: sent(secret.upper())
    with clock_at(token.expires_at):
        yield lambda: sent(secret)
    with clock_at(token.made_at - timedelta(seconds=1)):
        yield lambda: sent(secret)
    Holding.objects.filter(person=person).update(until_at=now())
    yield lambda: sent(secret)
    Holding.objects.filter(person=person).update(until_at=None)
    assert sent(secret).status_code == 200
    revoke_token(by=person, asker=queries.asker(person, organisation(), now()), token=token.pk, at=now())
    yield lambda: sent(secret)


def test_whatever_works_no_more_is_refused_alike(real):
    person = person_with("analyst")
    found = [ask() for ask in refusals(person, *made(person))]
    found += [Client().get(ADDRESS), sent(""), Client().get(ADDRESS, headers={"Authorization": "Basic YTpi"})]
    assert {one.status_code for one in found} == {401}
    assert len({one.content for one in found}) == 1
    assert {one["WWW-Authenticate"] for one in found} == {"Bearer"}


def test_a_token_that_works_no_more_leaves_a_line_and_one_that_never_was_leaves_none(real):
    token, secret = made(person_with("analyst"))
    before = Line.objects.count()
    sent("joinedup_" + "x" * 43)
    assert Line.objects.count() == before
    with clock_at(token.expires_at):
        sent(secret)
    assert lines(token.audit_id)[-1] == "token.refused"


def test_a_leaver_takes_their_tokens_with_them(real):
    administrator, person = person_with("administrator"), person_with("analyst")
    _, secret = made(person)
    assert sent(secret).status_code == 200
    accounts.leave(by=administrator, person=person)
    assert sent(secret).status_code == 401


def test_a_token_in_an_address_is_never_read(real):
    _, secret = made(person_with("analyst"))
    for name in ("token", "access_token", "bearer", "Authorization"):
        assert Client().get(ADDRESS, {name: secret}).status_code == 401


def test_a_token_opens_no_page(real):
    _, secret = made(person_with("analyst"))
    assert sent(secret, "/evidence").status_code == 404
    assert sent(secret, "/desk/tokens").status_code == 302
    assert sent(secret, "/evidence/1/tables/women-share.csv").status_code == 404


def test_a_session_asks_as_well_and_a_token_that_is_sent_counts_before_it(real):
    client = as_role("analyst")
    assert client.get(ADDRESS).status_code == 200
    assert Line.objects.latest("number").reason is None
    assert client.get(ADDRESS, headers={"Authorization": "Bearer " + "x" * 40}).status_code == 401


@pytest.mark.parametrize("role", ROLES)
def test_every_role_reads_what_is_released_and_staff_alone_make_tokens(real, role):
    kind = "police" if ROLES[role].is_law_enforcement else "council"
    slug = "a-police" if kind == "police" else "thornmarch-council"
    client = as_role(role, kind=kind, slug=slug)
    assert client.get(ADDRESS).status_code == 200
    assert client.get("/desk/tokens").status_code == (200 if role in MAKERS else 404)
    assert client.get("/desk/tokens/new").status_code == (200 if role in MAKERS else 404)


def test_in_a_demonstration_no_real_release_is_read_by_anybody(real):
    _, secret = made(person_with("analyst"))
    with override_settings(DEMO=True):
        assert sent(secret).status_code == 404


def test_too_many_requests_in_a_minute_are_told_when_to_come_again(real):
    token, secret = made(person_with("analyst"))
    at = now().replace(second=20, microsecond=0)
    with clock_at(max(at, token.made_at)):
        found = [sent(secret) for _ in range(MOST_A_MINUTE + 3)]
    assert [one.status_code for one in found] == [200] * MOST_A_MINUTE + [429] * 3
    assert 0 < int(found[-1]["Retry-After"]) <= 60
    assert lines(token.audit_id).count("api.limited") == 1
    with clock_at(at + timedelta(minutes=1)):
        assert sent(secret).status_code == 200


def test_the_form_shows_a_token_once_and_the_list_never(real):
    client = as_role("analyst")
    page = client.post("/desk/tokens/new", {"name": "the weekly dashboard", "scope": "released", "days": "30"})
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    secret = re.search(r"joinedup_[A-Za-z0-9_-]{43}", page.content.decode())[0]
    assert sent(secret).status_code == 200
    said = client.get("/desk/tokens").content.decode()
    assert "the weekly dashboard" in said
    assert secret not in said


def test_a_token_is_made_only_by_who_has_just_shown_who_they_are(real):
    client = as_role("analyst", is_fresh=False)
    response = client.post("/desk/tokens/new", {"name": "x", "scope": "released", "days": "7"})
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/again")
    assert not Token.objects.filter(name="x").exists()


@pytest.mark.parametrize(
    "form",
    [
        {"name": "", "scope": "released", "days": "7"},
        {"name": "a" * 81, "scope": "released", "days": "7"},
        {"name": "b", "scope": "released", "days": "36500"},
        {"name": "c", "scope": "another/needs-assessment", "days": "7"},
        {"name": "d", "scope": "released", "days": "7; DROP TABLE tokens_token"},
    ],
)
def test_a_form_with_a_fault_makes_none(real, form):
    before = Token.objects.count()
    page = as_role("analyst").post("/desk/tokens/new", form)
    assert page.status_code == 200
    assert "There is something to mend" in page.content.decode()
    assert Token.objects.count() == before


def test_fields_that_are_not_in_the_form_are_not_taken(real):
    client, other = as_role("analyst"), person_with("analyst")
    form = {"name": "mine", "scope": "released", "days": "7", "person": other.pk, "expires_at": "2099-01-01"}
    client.post("/desk/tokens/new", form)
    token = Token.objects.get(name="mine")
    assert token.person != other
    assert token.expires_at - token.made_at == timedelta(days=7)


def test_a_form_that_another_site_forged_makes_none(real):
    client = signed_in_client(person_with("analyst"), enforce_csrf_checks=True)
    response = client.post("/desk/tokens/new", {"name": "forged", "scope": "released", "days": "7"})
    assert response.status_code == 403
    assert not Token.objects.filter(name="forged").exists()


def test_who_made_it_revokes_it_and_who_keeps_accounts_or_agreements_but_nobody_else(real):
    person = person_with("analyst")
    tokens = [made(person) for _ in range(3)]
    path = "/desk/tokens/{}/revoke"
    assert as_role("analyst").post(path.format(tokens[0][0].pk)).status_code == 404
    assert as_role("board-member").post(path.format(99_999_999)).status_code == 404
    assert sent(tokens[0][1]).status_code == 200
    for client, (token, secret) in zip(
        (signed_in_client(person), as_role("information-governance-lead"), as_role("administrator")),
        tokens,
        strict=True,
    ):
        assert client.get(path.format(token.pk)).status_code == 405
        assert client.post(path.format(token.pk)).status_code == 302
        assert sent(secret).status_code == 401
        assert lines(token.audit_id).count("token.revoked") == 1
        assert client.post(path.format(token.pk)).status_code == 404


def test_nobody_has_more_than_a_few(real):
    person = person_with("analyst")
    for _ in range(MOST_AT_ONCE):
        made(person)
    with pytest.raises(Refusal, match="revoke one"):
        made(person)


def test_a_token_for_the_counts_of_an_agreement_reads_nothing_else(real):
    seizures_shared()
    _, secret = made(person_with("analyst"), agreement=SEIZURES, purpose="needs-assessment")
    assert sent(secret).status_code == 404


def test_no_token_is_made_for_an_agreement_of_others_and_a_party_is_told_that_it_has_stopped(real):
    seizures_shared()
    stranger = person_with("analyst", at=organisation("quillhaven-council"))
    asker = queries.asker(stranger, organisation("quillhaven-council"), now())
    given = {"name": "x", "purpose": "needs-assessment", "days": 7, "at": now()}
    told = []
    for name in (SEIZURES, "nothing-of-this-name"):
        with pytest.raises(Refusal) as refused:
            make_token(by=stranger, asker=asker, agreement=name, **given)
        told.append(str(refused.value))
    assert len(set(told)) == 1
    person = person_with("analyst")
    with pytest.raises(Refusal, match="no such agreement"):
        made(person, agreement=SEIZURES, purpose="policing")
    seizures_lapsed()
    with pytest.raises(Refusal, match="lapsed at"):
        made(person, agreement=SEIZURES, purpose="needs-assessment")
