"""No party changes what another agreed to: an edition counts once a lead of every organisation it concerns says yes."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from joinedup.apps.agreements import actions, queries
from joinedup.apps.agreements.models import Edition, Stopped, Yes
from joinedup.apps.agreements.waiting import waiting, waiting_of
from joinedup.apps.audit.instant import clock_at
from joinedup.apps.audit.models import Line
from joinedup.apps.messages.models import Message
from joinedup.core.refusal import Refusal
from joinedup.intake.agreement_file import read_agreement
from joinedup.sharing.asking import Asker
from support.agreements import AGREEMENT, SEIZURES
from support.desk import as_role, organisation, person_with

pytestmark = pytest.mark.usefixtures("keys")
AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
ID = "county-2026"
AGREE = f"/desk/agreements/held/{ID}/agree"
ROLE = "information-governance-lead"
COUNCIL = Asker("person:3", "county-council", "council", frozenset({ROLE}))
SERVICE = Asker("person:4", "recovery-service", "care", frozenset({ROLE}))
STRANGER = Asker("person:5", "harbour-trust", "health", frozenset({ROLE}))
SERVER = replace(COUNCIL, account="host:operator")
CHANGED = AGREEMENT.replace("DPIA-12", "DPIA-13")
NO_YES = "There is no edition that waits for a yes of yours."


@pytest.fixture(autouse=True)
def folder(tmp_path):
    with override_settings(AGREEMENTS=tmp_path / "agreements"), clock_at(AT):
        for one in (COUNCIL, SERVICE, STRANGER):
            organisation(one.organisation, one.organisation_kind)
        for table in (Edition, Stopped):
            table.objects.all().delete()
        yield tmp_path / "agreements"


def acts():
    return list(Line.objects.order_by("number").values_list("act", "by"))


def test_a_new_agreement_is_none_until_the_other_party_says_yes(folder):
    actions.enter(AGREEMENT, by=COUNCIL, at=AT)
    assert queries.agreements() == ()
    assert list(folder.glob("*.toml")) == []
    assert waiting_of(ID).silent == ("recovery-service",)
    actions.agree(ID, by=SERVICE, at=AT + timedelta(hours=1))
    assert queries.agreements() == (read_agreement(folder / f"{ID}.toml"),)
    assert acts()[-2:] == [("agreement.entered", "person:3"), ("agreement.agreed", "person:4")]
    assert Edition.objects.get().agreed_at == AT + timedelta(hours=1)
    assert waiting() == ()


def test_until_then_the_edition_before_counts_on_every_route(folder):
    actions.enter(AGREEMENT, by=SERVER, at=AT)
    before = (folder / f"{ID}.toml").read_text()
    actions.enter(CHANGED, by=COUNCIL, at=AT)
    assert [one.dpia for one in queries.agreements()] == ["DPIA-12"]
    assert (folder / f"{ID}.toml").read_text() == before
    actions.agree(ID, by=SERVICE, at=AT)
    assert [one.dpia for one in queries.agreements()] == ["DPIA-13"]
    assert read_agreement(folder / f"{ID}.toml").dpia == "DPIA-13"


@pytest.mark.parametrize(
    "by",
    [
        STRANGER,
        replace(SERVICE, roles=frozenset({"analyst"})),
        replace(SERVICE, roles=frozenset({"administrator", "partnership-manager"})),
        replace(SERVICE, account=None),
    ],
)
def test_nobody_says_yes_for_a_party_but_a_lead_of_its_own(by):
    actions.enter(AGREEMENT, by=COUNCIL, at=AT)
    before = acts()
    for agreement in (ID, "no-such-thing"):
        with pytest.raises(Refusal, match=NO_YES):
            actions.agree(agreement, by=by, at=AT)
    assert acts() == before
    assert queries.agreements() == ()


def test_ones_own_yes_again_is_no_other_partys():
    actions.enter(AGREEMENT, by=COUNCIL, at=AT)
    before = acts()
    for by in (COUNCIL, replace(COUNCIL, account="person:8")):
        actions.agree(ID, by=by, at=AT)
    assert actions.enter(AGREEMENT, by=SERVICE, at=AT).agreed_at is None  # to type it is not to say yes to it
    assert acts() == before
    assert queries.agreements() == ()


def test_one_person_does_not_say_yes_for_two_parties():
    actions.enter(AGREEMENT, by=COUNCIL, at=AT)
    with pytest.raises(Refusal, match="You have said yes for another party"):
        actions.agree(ID, by=replace(SERVICE, account=COUNCIL.account), at=AT)
    assert queries.agreements() == ()


def test_a_party_is_not_left_out_without_its_yes(folder):
    organisation("third-service", "care")
    third = '{name = "Third", organisation = "third-service", kind = "care", role = "controller", '
    third += 'signatory = "Caldicott guardian", signed_on = 2026-03-01}'
    actions.enter(AGREEMENT.replace("parties = [", f"parties = [\n  {third},"), by=SERVER, at=AT)
    actions.enter(AGREEMENT, by=COUNCIL, at=AT)
    assert waiting_of(ID).silent == ("recovery-service", "third-service")
    actions.agree(ID, by=SERVICE, at=AT)
    assert len(queries.agreements()[0].parties) == 3
    actions.agree(ID, by=replace(SERVICE, account="person:9", organisation="third-service"), at=AT)
    assert len(queries.agreements()[0].parties) == 2


def test_a_yes_is_to_the_words_that_were_read():
    actions.enter(AGREEMENT, by=COUNCIL, at=AT)
    seen = queries.seen(queries.newest_edition(ID), ())
    actions.enter(CHANGED, by=COUNCIL, at=AT)
    with pytest.raises(actions.Stale):
        actions.agree(ID, by=SERVICE, at=AT, seen=seen)
    assert queries.agreements() == ()
    actions.agree(ID, by=SERVICE, at=AT)
    assert [one.dpia for one in queries.agreements()] == ["DPIA-13"]


def test_a_lead_of_the_police_says_yes_for_the_police_and_keeps_nothing():
    organisation("constabulary", "police")
    said = SEIZURES.replace('"Council"', '"County council"')
    police = Asker("person:6", "constabulary", "police", frozenset({ROLE}))
    actions.enter(said, by=COUNCIL, at=AT)
    actions.agree("seizures-2026", by=police, at=AT)
    assert [one.id for one in queries.agreements()] == ["seizures-2026"]
    with pytest.raises(Refusal, match="that you may change"):
        actions.enter(said.replace("seizures-2026", "other-2026"), by=police, at=AT)


def test_whoever_runs_the_server_enters_what_was_signed_on_paper(tmp_path):
    actions.enter(AGREEMENT, by=COUNCIL, at=AT)
    (tmp_path / "signed.toml").write_text(AGREEMENT, encoding="utf-8")
    call_command("agreement", "enter", str(tmp_path / "signed.toml"))
    assert [one.id for one in queries.agreements()] == [ID]
    assert Edition.objects.count() == 1
    assert acts()[-1] == ("agreement.agreed", "host:operator")


def test_who_let_it_lapse_renews_it():
    actions.enter(AGREEMENT, by=SERVER, at=AT)
    actions.stop(ID, "lapse", at=AT, post="Caldicott guardian", why="a review", by=SERVICE, now=AT)
    with pytest.raises(Refusal, match="A lead of recovery-service let it lapse: whoever stopped it renews it"):
        actions.renew(ID, by=COUNCIL, at=AT)
    actions.renew(ID, by=SERVICE, at=AT)
    actions.stop(ID, "lapse", at=AT + timedelta(days=1), post="SIRO", why="a review", by=SERVER, now=AT)
    actions.renew(ID, by=COUNCIL, at=AT + timedelta(days=1))
    assert [one.until is None for one in Stopped.objects.all()] == [False, False]


def test_a_yes_whose_transaction_falls_is_none(folder):
    actions.enter(AGREEMENT, by=COUNCIL, at=AT)
    with transaction.atomic():
        actions.agree(ID, by=SERVICE, at=AT)
        transaction.set_rollback(True)
    assert queries.agreements() == ()
    assert list(folder.glob("*.toml")) == []
    assert Yes.objects.count() == 1


def test_the_other_leads_are_told_and_nobody_else():
    lead = person_with(ROLE, slug="recovery-service", kind="care")
    person_with("analyst", slug="recovery-service", kind="care")
    person_with(ROLE, slug="harbour-trust", kind="health")
    before = Message.objects.count()
    actions.enter(AGREEMENT, by=COUNCIL, at=AT)
    told = list(Message.objects.order_by("pk")[before:].values_list("kind", "to"))
    assert told == [("agreement-waits", lead.audit_id)]


def test_on_the_page_a_lead_reads_what_would_change_and_says_yes():
    actions.enter(AGREEMENT, by=SERVER, at=AT)
    actions.enter(CHANGED, by=COUNCIL, at=AT)
    other = as_role(ROLE, slug="recovery-service", kind="care")
    assert AGREE in other.get("/desk/agreements").content.decode()
    page = other.get(AGREE).content.decode()
    for words in ("DPIA-12", "DPIA-13", "Say yes to edition 2", "Caldicott guardian", "yet to say yes"):
        assert words in page, words
    assert "implied consent" not in page  # what stays is not told
    assert "Edition 2 waits for a yes" in other.get(AGREE.removesuffix("/agree")).content.decode()
    assert "Nothing was changed" in other.get(f"{AGREE}?done=same").content.decode()
    assert "Somebody changed this agreement" in other.post(AGREE, {"seen": "2-0-0"}).content.decode()
    done = other.post(AGREE, {"seen": "2w-0-0"}, follow=True)
    assert "Every party has said yes" in done.content.decode()
    assert other.get(AGREE).status_code == 404
    own = as_role(ROLE, slug="county-council", kind="council")
    assert AGREE not in own.get("/desk/agreements").content.decode()


def test_a_party_that_takes_anothers_name_does_not_hide_behind_it():
    organisation("stranger", "council")
    actions.enter(AGREEMENT, by=SERVER, at=AT)
    council = re.search(r'  \{name = "County council".*\n', AGREEMENT)[0]
    hidden = council.replace('"County council"', '"County council", organisation = "stranger"')
    actions.enter(AGREEMENT.replace(council, hidden + council), by=COUNCIL, at=AT)
    page = as_role(ROLE, slug="recovery-service", kind="care").get(AGREE).content.decode()
    assert "stranger; county-council" in page


def test_to_all_others_no_edition_waits():
    actions.enter(AGREEMENT, by=COUNCIL, at=AT)
    for role, slug, kind in (
        (ROLE, "harbour-trust", "health"),
        ("partnership-manager", "recovery-service", "care"),
        ("administrator", "county-council", "council"),
    ):
        other = as_role(role, slug=slug, kind=kind)
        for page in (AGREE, AGREE.replace(ID, "no-such-thing")):
            assert (other.get(page).status_code, other.post(page).status_code) == (404, 404), role
    stale = as_role(ROLE, slug="recovery-service", kind="care", is_fresh=False)
    assert stale.post(AGREE, {"seen": "1w-0-0"})["Location"].startswith("/sign-in/again")
    assert queries.agreements() == ()


def test_a_lead_mends_an_edition_that_waits_and_the_yes_begins_anew():
    organisation("third-service", "care")
    actions.enter(AGREEMENT, by=COUNCIL, at=AT)
    other = as_role(ROLE, slug="recovery-service", kind="care")
    held = AGREE.removesuffix("/agree")
    page = other.get(f"{held}/edit-words")
    assert "DPIA-12" in page.content.decode()
    done = other.post(f"{held}/edit-words", {"words": CHANGED, "seen": "1w-0-0"}, follow=True)
    assert "The edition is entered" in done.content.decode()
    assert waiting_of(ID).silent == ("county-council",)
    actions.agree(ID, by=COUNCIL, at=AT)
    assert [one.dpia for one in queries.agreements()] == ["DPIA-13"]


def test_queries_do_not_grow_with_editions_that_wait():
    own = as_role(ROLE, slug="county-council", kind="council")

    def counted(page):
        with CaptureQueriesContext(connection) as seen:
            assert own.get(page).status_code == 200
        return len(seen)

    actions.enter(AGREEMENT, by=SERVER, at=AT)
    actions.enter(CHANGED, by=COUNCIL, at=AT)
    few = counted("/desk/agreements"), counted(AGREE)
    for number in range(4):
        actions.enter(AGREEMENT.replace(ID, f"other-{number}"), by=COUNCIL, at=AT)
        actions.enter(CHANGED.replace("DPIA-13", f"DPIA-{number}"), by=COUNCIL, at=AT)
    assert (counted("/desk/agreements"), counted(AGREE)) == few
