"""The pages of agreements behind sign-in: who reads, enters, changes, stops and renews them, and what they refuse."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from joinedup.apps.agreements import actions, queries
from joinedup.apps.agreements.models import Edition, Stopped
from joinedup.apps.agreements.warnings import due
from joinedup.apps.audit.instant import clock_at
from joinedup.apps.audit.models import Line
from joinedup.kinds.agreement_parts import missing
from joinedup.sharing.asking import Asker
from joinedup.sharing.roles import ROLES
from joinedup.sharing.state import State, standing
from support.agreements import AGREEMENT, TEXTS
from support.desk import as_role, organisation, person_with, signed_in_client
from support.sharing_site import say_yes, seen_on

pytestmark = pytest.mark.usefixtures("keys")
AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
COUNCIL, SERVICE = "county-council", "recovery-service"
LEAD = "information-governance-lead"
KEEPER = Asker("host:operator", COUNCIL, "council", frozenset({LEAD}))
HELD = "/desk/agreements/held/county-2026"
ATTACKS = (
    "<script>alert(1)</script>",
    "'; DROP TABLE agreements_edition; --",
    '=HYPERLINK("http://evil.example")',
    '"\n[[stops]]\nhow = "withdrawal"',
    "{{ settings.SECRET_KEY }}",
)


@pytest.fixture(autouse=True)
def _empty(tmp_path):
    with override_settings(AGREEMENTS=tmp_path / "agreements"), clock_at(AT):
        organisation(COUNCIL, "council")
        organisation(SERVICE, "care")
        Edition.objects.all().delete()
        Stopped.objects.all().delete()
        yield


@pytest.fixture
def held():
    actions.enter(AGREEMENT, by=KEEPER, at=AT)


def reader(role, slug=COUNCIL, kind="council", **given):
    return as_role(role, slug=slug, kind=kind, **given)


def text(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def stop(client, **changes):
    page = client.get(f"{HELD}/stop")
    sent = {"how": "lapse", "at": "", "post": "head of information", "why": "a review is due", "seen": seen_on(page)}
    return client.post(f"{HELD}/stop", sent | changes, follow=True)


def filled_on(page):
    """What a browser would send back of a page's form, untouched."""
    body = page.content.decode()
    sent = {}
    for tag in re.findall(r"<input[^>]*>", body):
        said = {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        if said.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        if said.get("name") not in (None, "csrfmiddlewaretoken"):
            sent.setdefault(said["name"], []).append(said.get("value", ""))
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', body, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected', options)
        sent[name] = [unescape(chosen[0])] if chosen else [""]
    return sent


STATES = {"draft": None, "live": None, "lapsed": "lapse", "withdrawn": "withdrawal", "expired": None}
READS = {LEAD, "partnership-manager", "partner-contact", "law-enforcement-partner"}


@pytest.mark.parametrize("state", STATES)
def test_each_role_of_party_and_stranger_finds_what_it_may_in_every_state(state):
    words = AGREEMENT.replace('opt_out = "', 'opt_out = ""#') if state == "draft" else AGREEMENT
    actions.enter(words, by=KEEPER, at=AT)
    if STATES[state]:
        actions.stop("county-2026", STATES[state], at=AT, post="SIRO", why="a review", by=KEEPER, now=AT)
    later = AT + timedelta(days=90) if state == "expired" else AT
    (one,) = queries.agreements()
    assert standing(one, later).state == state
    with clock_at(later):
        absent = Client().get("/desk/agreements/held/other").status_code
        for role, (slug, kind) in [(role, where) for role in ROLES for where in _PLACES]:
            client = reader(role, slug, kind)
            is_party = slug != "stranger" and slug != "force"
            statuses = {page: client.get(f"{HELD}{page}").status_code for page in ("", "/words", "/stop", "/edit")}
            reads = is_party and role in READS
            assert statuses[""] == statuses["/words"] == (200 if reads else 404), (role, slug)
            keeps = is_party and role == LEAD
            assert statuses["/stop"] == statuses["/edit"] == (200 if keeps else 404), (role, slug)
            assert client.post(f"{HELD}/renew", {"seen": "1-0-0"}).status_code in ((200, 302) if keeps else (404,))
            if keeps and state == "lapsed":
                Stopped.objects.update(until=None)
            assert ("county-2026" in text(client.get("/desk/agreements"))) == reads
        assert absent == 302  # whoever has not signed in is asked to


_PLACES = ((COUNCIL, "council"), (SERVICE, "care"), ("stranger", "council"), ("force", "police"))


def test_the_list_tells_states_and_warnings_and_keeps_emergencies_apart(held):
    emergency = AGREEMENT.replace("county-2026", "warn-2026").replace("feeds = [", 'kind = "emergency"\nfeeds = [')
    few = '{item = "small-counts", feed = "ndtms-adult", fields = [{name = "rows", why = "a sudden change"}]}'
    emergency = re.sub(r"shares = \[.*\]\n", f'shares = [{{item = "sanitised-report"}}, {few}]\n', emergency)
    actions.enter(emergency, by=KEEPER, at=AT)
    page = text(reader(LEAD).get("/desk/agreements"))
    assert "It ends within 30 days" in page
    assert page.index("For emergencies only") < page.index("warn-2026")
    flows = text(Client().get("/data-flows"))
    assert flows.index("county-2026") < flows.index("For emergencies only") < flows.index("warn-2026")
    found = due(AT)
    assert [(one.agreement, one.days, one.is_emergency) for one in found] == [
        ("county-2026", 30, False),
        ("warn-2026", 30, True),
    ]
    assert found[0].parties == (COUNCIL, SERVICE)
    assert found[0].key == "county-2026/30/20260531t230000z" == due(AT + timedelta(days=3))[0].key
    assert [one.days for one in due(AT + timedelta(days=25))] == [7, 7]
    assert due(AT - timedelta(days=20)) != ()
    actions.stop("county-2026", "lapse", at=AT, post="SIRO", why="a review", by=KEEPER, now=AT)
    assert [one.agreement for one in due(AT)] == ["warn-2026"]


def test_one_agreement_is_shown_whole_and_what_was_done_to_its_lead_alone(held):
    lead, contact = reader(LEAD), reader("partner-contact", SERVICE, "care")
    page = text(lead.get(HELD))
    for part in (*TEXTS.values(), "DRUG1", "Recovery service", "Caldicott guardian", "agreement.entered"):
        assert part in page
    other = text(contact.get(HELD))
    assert "DRUG1" in other
    assert "agreement.entered" not in other
    assert "Stop it" not in other
    file = contact.get(f"{HELD}/words")
    assert file["Content-Disposition"] == 'attachment; filename="county-2026.toml"'
    assert file.content.decode().strip() == AGREEMENT.strip()


def test_a_lead_lapses_and_renews_and_every_party_is_told_why(held):
    lead = reader(LEAD)
    done = stop(lead, why="the contract ended")
    assert "The stop is entered" in text(done)
    told = text(reader("partner-contact", SERVICE, "care").get(HELD))
    assert "lapsed at 2026-05-04 10:30 BST by the word of the head of information: the contract ended" in told
    renewal = lead.get(f"{HELD}/renew")
    done = lead.post(f"{HELD}/renew", {"seen": seen_on(renewal)}, follow=True)
    assert "The agreement is renewed" in text(done)
    assert [line.act for line in Line.objects.order_by("-number")[:2]] == ["agreement.renewed", "agreement.lapse"]
    (one,) = queries.agreements()
    assert standing(one, AT + timedelta(seconds=1)).state is State.LIVE
    with clock_at(AT + timedelta(seconds=1)):
        assert "Only what has lapsed is renewed" in text(lead.post(f"{HELD}/renew", {"seen": "1-1-1"}))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"how": ""}, "Choose what happens"),
        ({"how": "pause"}, "not one of the available choices"),
        ({"post": " "}, "Fill in: the post that decided it"),
        ({"why": ""}, "Fill in: why"),
        ({"why": "x" * 251}, "at most 250"),
        ({"post": "a\x07b"}, "cannot be printed"),
        ({"at": "tomorrow"}, "is no instant such as"),
        ({"at": "2026-05-04T10:29"}, "2026-05-04 10:29 BST is past"),
        ({"at": "2026-10-25T01:30"}, "twice that night"),
        ({"at": "2027-03-28T01:30"}, "UK clocks skip"),
        ({"at": "9999-01-01"}, "not within the years"),
    ],
)
def test_a_stop_that_cannot_stand_is_said_beside_its_field_and_nothing_changes(held, changes, says):
    before = Line.objects.count(), Stopped.objects.count()
    page = stop(reader(LEAD), **changes)
    assert says in text(page)
    assert "There is something to mend" in text(page)
    assert (Line.objects.count(), Stopped.objects.count()) == before


def test_a_stop_names_its_instant_in_uk_time(held):
    stop(reader(LEAD), at="2026-05-05T17:00", how="withdrawal")
    (one,) = Stopped.objects.all()
    assert (one.how, one.at) == ("withdrawal", datetime(2026, 5, 5, 16, tzinfo=UTC))


def test_who_decides_on_a_page_that_is_no_longer_true_is_told_and_nothing_is_entered(held):
    lead, other = reader(LEAD), reader(LEAD, SERVICE, "care")
    seen = seen_on(lead.get(f"{HELD}/stop"))
    edit = lead.get(f"{HELD}/edit")
    stop(other)
    before = Line.objects.count(), Stopped.objects.count(), Edition.objects.count()
    sent = {"how": "withdrawal", "at": "", "post": "SIRO", "why": "x", "seen": seen}
    stale = lead.post(f"{HELD}/stop", sent)
    assert "Somebody changed this agreement while this page was open" in text(stale)
    changed = {"words": AGREEMENT.replace("DPIA-12", "DPIA-13"), "seen": seen_on(edit)}
    assert "Somebody changed this agreement" in text(lead.post(f"{HELD}/edit", changed))
    assert "Somebody changed" in text(lead.post(f"{HELD}/stop", sent | {"seen": "nonsense"}))
    assert "Somebody changed" in text(lead.post(f"{HELD}/renew", {"seen": ""}))
    assert (Line.objects.count(), Stopped.objects.count(), Edition.objects.count()) == before
    again = lead.post(f"{HELD}/stop", sent | {"seen": seen_on(stale)}, follow=True)  # having looked at it anew
    assert "The stop is entered" in text(again)


SMALL = """
id = "county-2026"
purposes = ["needs-assessment"]
feeds = ["ndtms-adult"]
article_6 = "6(1)(e)"
article_9 = "9(2)(h)"
common_law = "implied consent within the care team"
dpia = "DPIA-12"
valid_from = 2026-04-01
valid_to = 2026-06-01
shares = [{item = "person-rows", feed = "ndtms-adult", fields = [{name = "DRUG1", why = "to compare"}]}]
parties = [
  {name = "County council", kind = "council", role = "controller", signatory = "SIRO", signed_on = 2026-01-09},
  {name = "Recovery service", kind = "care", role = "joint controller", signatory = "Caldicott guardian", sender = "X"},
]
"""


def test_a_page_that_is_sent_back_untouched_changes_nothing_and_one_field_is_another_edition():
    actions.enter(SMALL, by=KEEPER, at=AT)
    lead = reader(LEAD)
    page = lead.get(f"{HELD}/edit")
    same = lead.post(f"{HELD}/edit", filled_on(page), follow=True)
    assert "Nothing was changed" in text(same)
    assert Edition.objects.count() == 1
    before = queries.agreements()[0]
    done = lead.post(f"{HELD}/edit", filled_on(page) | {"dpia": "DPIA-13", "keep_days": "400"}, follow=True)
    assert "The edition is entered" in text(done)
    assert queries.agreements()[0] == before
    assert "Every party has said yes" in say_yes("county-2026", SERVICE, "care")
    now = queries.agreements()[0]
    assert (now.dpia, now.keep_days) == ("DPIA-13", 400)
    assert (now.parties, now.shares, now.valid_to) == (before.parties, before.shares, before.valid_to)
    assert Edition.objects.latest("number").entered_by.startswith("person:")


def test_an_agreement_is_entered_field_by_field_with_rows_added_without_scripts():
    lead = reader(LEAD)
    first = filled_on(lead.get("/desk/agreements/add"))
    typed = {
        "id": "new-2026",
        "kind": "ordinary",
        "purposes": ["needs-assessment", "service-planning"],
        "feeds": ["police-seizures"],
        "valid_from": "2026-05-01",
        "valid_to": "2027-05-01T17:00",
        "article_6": "6(1)(e)",
        "article_9": "none",
        "common_law": "counts only",
        "dpia": "DPIA-20",
        "parties-0-organisation": COUNCIL,
        "parties-0-role": "controller",
        "parties-0-signatory": "Senior information risk owner",
        "fields-0-item": "small-counts",
        "fields-0-feed": "police-seizures",
        "fields-0-field": "grams",
        "fields-0-why": "how much is taken",
    }
    more = lead.post("/desk/agreements/add", first | typed | {"more": "parties"})
    assert "There is something to mend" not in text(more)  # rows are added before anything is judged
    assert Edition.objects.count() == 0
    sent = filled_on(more)
    assert sent["fields-0-why"] == ["how much is taken"]
    assert sent["purposes"] == ["needs-assessment", "service-planning"]
    assert "parties-1-organisation" in sent
    short = lead.post("/desk/agreements/add", sent)
    assert "needs at least two parties" in text(short)
    second = {
        "parties-1-organisation": SERVICE,
        "parties-1-name": "The service",
        "parties-1-role": "joint controller",
        "parties-1-kind": "care",
        "parties-1-signatory": "Director",
    }
    wrong = lead.post("/desk/agreements/add", sent | second)
    assert "Party 'The service' is a treatment or care provider: its Caldicott Guardian" in text(wrong)
    assert 'href="#id_parties-1-signatory"' in wrong.content.decode()
    done = lead.post("/desk/agreements/add", sent | second | {"parties-1-signatory": "Caldicott Guardian"}, follow=True)
    assert "The edition is entered" in text(done)
    assert "What it lacks before it binds" in text(done)
    assert queries.agreements() == ()
    assert "Every party has said yes" in say_yes("new-2026", SERVICE, "care")
    (made,) = queries.agreements()
    assert [one.organisation for one in made.parties] == [COUNCIL, SERVICE]
    assert made.valid_to == datetime(2027, 5, 1, 16, tzinfo=UTC)
    assert [(share.item, share.feed, share.fields[0].name) for share in made.shares] == [
        ("small-counts", "police-seizures", "grams")
    ]
    assert any("`dpo_advice`" in one for one in missing(made))


@pytest.mark.parametrize(
    "name", ["article_6", "dpia", "retention", "parties-0-signatory", "fields-0-why", "fields-0-field"]
)
def test_text_that_attacks_is_text(name):
    actions.enter(SMALL, by=KEEPER, at=AT)
    lead = reader(LEAD)
    for attack in ATTACKS:
        page = lead.get(f"{HELD}/edit")
        said = f"SIRO {attack}" if name == "parties-0-signatory" else attack
        answer = lead.post(f"{HELD}/edit", filled_on(page) | {name: said}, follow=True)
        assert "<script>alert" not in answer.content.decode()
        assert answer.status_code == 200
        (one,) = queries.agreements()
        assert one.stops == ()
        assert one.id == "county-2026"
        if "\n" in attack:
            assert "cannot be printed" in text(answer)
        else:
            assert said in text(answer)
            assert said in queries.newest_edition("county-2026").words.replace('\\"', '"')
            assert "<script>alert" not in lead.get(f"{HELD}/agree").content.decode()
    assert "Every party has said yes" in say_yes("county-2026", SERVICE, "care")
    for page in (HELD, f"{HELD}/edit", "/data-flows", "/desk/agreements"):
        assert "<script>alert" not in lead.get(page).content.decode()


AGAIN = ("person-rows", "ndtms-adult", "DRUG1", "why")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"article_9": "x" * 251}, "at most 250"),
        ({"purposes": ["gossip"]}, "gossip is not one of"),
        ({"feeds": []}, "Choose at least one feed"),
        ({"valid_to": "2026-03-01"}, "ends before it begins"),
        ({"keep_days": "0"}, "greater than or equal to 1"),
        ({"keep_days": "9" * 30}, "less than or equal to"),
        ({"parties-0-organisation": "no-such-body"}, "no-such-body is not one of"),
        ({"parties-1-organisation": COUNCIL}, "names the organisation 'county-council' twice"),
        ({"parties-0-organisation": SERVICE, "parties-1-organisation": COUNCIL}, "is said to be a council, and"),
        ({"fields-0-field": "*"}, "Name each field"),
        ({"fields-0-why": ""}, "Say why it is shared"),
        ({"fields-0-feed": "police-seizures"}, "shares fields of police-seizures, which is not among its feeds"),
        (
            {f"fields-1-{name}": said for name, said in zip(("item", "feed", "field", "why"), AGAIN, strict=True)},
            "stands twice",
        ),
        ({"fields-1-item": "sanitised-report", "fields-1-field": "x"}, "no feed, field or reason of its own"),
        ({"parties-TOTAL_FORMS": "99999999999"}, ""),
        ({"parties-TOTAL_FORMS": "x"}, ""),
        ({"fields-INITIAL_FORMS": "99"}, "Nothing was changed"),
    ],
)
def test_what_cannot_stand_is_said_and_nothing_is_entered(changes, says):
    actions.enter(SMALL, by=KEEPER, at=AT)
    lead = reader(LEAD)
    before = Line.objects.count()
    answer = lead.post(f"{HELD}/edit", filled_on(lead.get(f"{HELD}/edit")) | changes, follow=True)
    assert answer.status_code == 200
    assert says in text(answer)
    assert (Edition.objects.count(), Line.objects.count()) == (1, before)


def test_what_the_form_does_not_ask_for_cannot_be_sent():
    actions.enter(SMALL, by=KEEPER, at=AT)
    lead = reader(LEAD)
    page = filled_on(lead.get(f"{HELD}/edit"))
    smuggled = {"id": "other", "stops": "lapse", "number": "7", "entered_by": "person:1", "agreement": "other"}
    lead.post(f"{HELD}/edit", page | smuggled | {"dpia": "DPIA-13"})
    edition = Edition.objects.latest("number")
    assert (edition.agreement, edition.number) == ("county-2026", 2)
    assert edition.entered_by.startswith("person:")
    assert edition.entered_by != "person:1"
    assert {one.id for one in queries.agreements()} == {"county-2026"}


def test_a_lead_enters_nothing_for_others_and_over_nothing_of_theirs():
    organisation("stranger", "council")
    actions.enter(SMALL, by=KEEPER, at=AT)
    stranger = reader(LEAD, "stranger")
    taken = stranger.post("/desk/agreements/add-words", {"words": SMALL, "seen": ""})
    theirs = SMALL.replace("county-2026", "mine-2026")
    assert "choose another" in text(taken)
    assert "Your own organisation is not among its parties" in text(
        stranger.post("/desk/agreements/add-words", {"words": theirs, "seen": ""})
    )
    lead = reader(LEAD)
    assert "There is an agreement of this id" in text(lead.post("/desk/agreements/add-words", {"words": SMALL}))
    other = lead.post(f"{HELD}/edit-words", {"words": theirs, "seen": "1-0-0"})
    assert "the words of another agreement" in text(other)
    assert Edition.objects.count() == 1


def test_words_are_taken_as_a_file_and_what_is_wrong_in_them_is_said(held):
    lead = reader(LEAD)
    page = lead.get(f"{HELD}/edit")  # two hundred fields: more than a page of rows can send back
    assert "as words" in text(page)
    seen = seen_on(page)
    wrong = lead.post(f"{HELD}/edit-words", {"words": AGREEMENT.replace("article_6", "article_five"), "seen": seen})
    assert "leaves out article_6" in text(wrong)
    for bad, says in (("= = =", "TOML"), ("", "Fill in the words"), (AGREEMENT + "#" * 100_001, "longer than")):
        assert says in text(lead.post(f"{HELD}/edit-words", {"words": bad, "seen": seen})), says
    right = {"words": AGREEMENT.replace("DPIA-12", "DPIA-99").replace("\n", "\r\n"), "seen": seen}
    done = lead.post(f"{HELD}/edit-words", right, follow=True)
    assert "The edition is entered" in text(done)
    assert "Every party has said yes" in say_yes("county-2026", SERVICE, "care")
    assert queries.agreements()[0].dpia == "DPIA-99"


def test_forms_are_not_taken_from_elsewhere(held):
    client = signed_in_client(person_with(LEAD, slug=COUNCIL), enforce_csrf_checks=True)
    for page in ("/stop", "/renew", "/agree", "/edit", "/edit-words"):
        assert client.post(f"{HELD}{page}", {"seen": "1-0-0"}).status_code == 403
    assert client.post("/desk/agreements/add", {}).status_code == 403
    assert Stopped.objects.count() == 0


def test_whoever_showed_who_they_are_long_ago_shows_it_again_and_loses_no_typing():
    actions.enter(SMALL, by=KEEPER, at=AT)
    lead = reader(LEAD, is_fresh=False)
    for page in (f"{HELD}/stop", f"{HELD}/renew", f"{HELD}/edit", "/desk/agreements/add"):
        assert lead.get(page)["Location"].startswith("/sign-in/again?next=%2Fdesk%2Fagreements")
    assert lead.post(f"{HELD}/stop", {"how": "lapse"})["Location"].startswith("/sign-in/again")
    typed = filled_on(reader(LEAD).get(f"{HELD}/edit")) | {"dpia": "typed for a long time"}
    kept = lead.post(f"{HELD}/edit", typed)
    assert "nothing is lost" in text(kept)
    assert "typed for a long time" in kept.content.decode()
    assert Edition.objects.count() == 1


def test_the_simulator_says_what_somebody_could_see_and_why_step_by_step(held):
    lead = reader(LEAD)
    question = {
        "organisation": SERVICE,
        "role": ["analyst"],
        "purpose": "needs-assessment",
        "item": "person-rows",
        "feed": "ndtms-adult",
        "field": "DRUG1",
        "at": "2026-05-04T10:30",
    }
    ask = "/desk/agreements/simulator"
    assert "Yes , at 2026-05-04 10:30 BST" in text(lead.get(ask, question)).replace("Yes,", "Yes ,")
    no = text(lead.get(ask, question | {"role": ["analyst", "law-enforcement-partner"]}))
    assert "no police wall: The account holds the role law-enforcement partner" in no
    assert "They would be told: There is nothing here that you may see." in no
    ended = text(lead.get(ask, question | {"at": "2026-06-01"}))
    assert "no state: Agreement 'county-2026' ended at 2026-06-01 00:00 BST" in ended
    everything = text(lead.get(ask, question | {"field": ""}))
    assert "Fields that could be seen:" in everything
    assert "DRUG1" in everything
    for wrong, says in (
        ({"feed": ""}, "choose of which feed"),
        ({"item": "audit"}, "it is of no feed"),
        ({"item": "agreement", "feed": "", "field": ""}, "its parties, and nobody else"),
        ({"organisation": "<script>"}, "not one of the available choices"),
        ({"at": "2026-10-25T01:30"}, "twice that night"),
    ):
        assert says in text(lead.get(ask, question | wrong))
    before = Line.objects.count()
    lead.get(ask, question)
    assert Line.objects.count() == before


def test_the_simulator_looks_at_no_agreement_that_the_lead_may_not_read(held):
    organisation("stranger", "council")
    question = {"organisation": SERVICE, "role": ["analyst"], "purpose": "needs-assessment", "item": "person-rows"}
    said = text(reader(LEAD, "stranger").get("/desk/agreements/simulator", question | {"feed": "ndtms-adult"}))
    assert "county-2026" not in said
    assert "There is nothing here that you may see" in said


@pytest.mark.parametrize("page", ["/desk/agreements", HELD, "/desk/agreements/simulator?item=person-rows"])
def test_queries_do_not_grow_with_rows(held, page):
    lead = reader(LEAD)

    def counted():
        with CaptureQueriesContext(connection) as seen:
            assert lead.get(page).status_code == 200
        return len(seen)

    counted()
    few = counted()
    for number in range(4):
        actions.enter(AGREEMENT.replace("county-2026", f"other-{number}"), by=KEEPER, at=AT)
        actions.enter(AGREEMENT.replace("DPIA-12", f"DPIA-{number}"), by=KEEPER, at=AT)
        actions.stop("county-2026", "lapse", at=AT + timedelta(days=number), post="SIRO", why="x", by=KEEPER, now=AT)
    assert counted() == few
