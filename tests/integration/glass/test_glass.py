"""Glass is broken in direct care alone, with a reason, told at once, reviewed by another; words stay apart."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from joinedup.apps.audit.instant import clock_at
from joinedup.apps.audit.models import Line
from joinedup.apps.audit.verify import verify
from joinedup.apps.glass import actions, views
from joinedup.apps.glass.actions import Asked, break_glass, review
from joinedup.apps.glass.models import Broken
from joinedup.apps.glass.policies import feeds_about_people
from joinedup.apps.letters.keeping import opened
from joinedup.apps.messages.models import Message
from joinedup.core.refusal import Refusal
from joinedup.kinds.agreement import Share, SharedField
from joinedup.sharing.asking import Asker
from joinedup.sharing.uk_time import uk_day
from support.asking import AT, FEED, agreement, in_state
from support.desk import organisation, person_with, signed_in_client

pytestmark = pytest.mark.usefixtures("site")
REASON = "Found unconscious at the hostel, we need to know what she is prescribed."
REFERENCE = "zqx-4711-vkw"  # told from the figures of a fingerprint: four of those can stand in any
ABOUT = f"client {REFERENCE}"
ASKED = Asked(FEED, ("DRUG1",), ABOUT, REASON)
SHARED = agreement(shares=(Share("person-rows", FEED, (SharedField("sex", "to compare"),)),))


@pytest.fixture(scope="module")
def keeping(site):
    """The organisation that keeps the site, and those of the agreement."""
    organisation("thornmarch-council")
    return organisation("a-care", "care")


@pytest.fixture(autouse=True)
def _nothing_broken(keeping):
    Broken.objects.all().delete()
    Message.objects.all().delete()


@pytest.fixture
def lead(keeping):
    return person_with("information-governance-lead")


def worker(person=None, **changed):
    person = person or person_with("provider-worker", slug="a-care", kind="care")
    said = {
        "account": person.audit_id,
        "organisation": "a-care",
        "organisation_kind": "care",
        "roles": frozenset({"provider-worker"}),
    }
    return Asker(**(said | changed))


def break_one(asked=ASKED, *, by=None, agreements=(SHARED,), at=AT):
    with clock_at(at):
        return break_glass(asked, by=by or worker(), agreements=agreements)


def test_it_gives_the_grant_and_is_written_told_and_due(lead):
    by = worker()
    broken, grant = break_one(by=by)
    assert (grant.broke_glass, grant.by, grant.fields) == (REASON, by.account, ("DRUG1",))
    assert (broken.by, broken.about, broken.review_due_on) == (by.account, ABOUT, date(2026, 5, 5))
    for using in ("default", "identifiable"):
        line = Line.objects.using(using).order_by("-number").first()
        assert (line.act, line.by, line.about) == ("glass.broken", by.account, broken.audit_id)
        assert verify(using=using).faults == ()
    (message,) = [one for one in Message.objects.all() if one.to == lead.audit_id]
    told = opened(message.letter)
    assert "Tuesday 5 May 2026" in told.text
    for kept_out in (ABOUT, "unconscious", "client", FEED):
        assert kept_out not in told.text + told.subject


def test_its_words_are_in_one_database_alone(lead):
    break_one()
    found = []
    for using in ("default", "identifiable"):
        with connections[using].cursor() as cursor:
            for table in connections[using].introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                found += [
                    (using, table) for row in cursor.fetchall() if REFERENCE in repr(row) or "hostel" in repr(row)
                ]
    assert found == [("identifiable", "glass_broken")]


@pytest.mark.parametrize(
    "changed",
    [
        {"roles": frozenset({"analyst"})},
        {"roles": frozenset({"information-governance-lead"})},
        {"roles": frozenset()},
        {"elsewhere": frozenset({"law-enforcement-partner"})},
        {"other_kinds": frozenset({"police"})},
        {"account": None},
    ],
)
def test_others_and_whoever_is_of_law_enforcement_too_find_nothing(lead, changed):
    with pytest.raises(Refusal, match="nothing here"):
        break_one(by=worker(**changed))
    assert not Broken.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize("state", ["draft", "lapsed", "withdrawn", "expired"])
def test_no_glass_lifts_what_has_stopped(lead, state):
    with pytest.raises(Refusal):
        break_one(agreements=(in_state(state, shares=SHARED.shares),))
    assert not Broken.objects.exists()


def test_a_reason_and_a_person_are_needed(lead):
    for asked in (Asked(FEED, ("DRUG1",), ABOUT, "urgent"), Asked(FEED, ("DRUG1",), " ", REASON)):
        with pytest.raises(Refusal, match="Say whom"):
            break_one(asked)


def test_what_an_agreement_gives_needs_no_glass(lead):
    with pytest.raises(Refusal, match="no glass"):
        break_one(Asked(FEED, ("sex",), ABOUT, REASON))


def test_where_nobody_could_review_it_nothing_is_opened(monkeypatch, keeping):
    from joinedup.apps.accounts.models import Holding

    Holding.objects.filter(role="information-governance-lead").update(until_at=datetime(2021, 1, 1, tzinfo=UTC))
    with pytest.raises(Refusal, match="Nobody is there"):
        break_one()


def test_stopped_before_the_sites_own_record_it_is_reviewed_all_the_same(lead, monkeypatch):
    real = actions.record

    def stops(act, *, using="default", **given):
        if using == "default":
            raise OSError("the machine stops")
        return real(act, using=using, **given)

    monkeypatch.setattr(actions, "record", stops)
    with pytest.raises(OSError, match="stops"):
        break_one()
    assert Broken.objects.count() == 1
    assert verify(using="identifiable").faults == ()


def reviewer(person):
    return Asker(person.audit_id, "thornmarch-council", "council", frozenset({"information-governance-lead"}))


FOUND = {"outcome": "justified", "words": "It was needed.", "telling": "told", "telling_words": ""}


def test_a_review_is_by_another_once_and_says_why_nobody_was_told(lead):
    broken, _ = break_one()
    with pytest.raises(Refusal, match="not safe"):
        review(broken, by=reviewer(lead), **{**FOUND, "telling": "unsafe"})
    own = Asker(broken.by, "a-care", "care", frozenset({"information-governance-lead"}))
    with pytest.raises(Refusal, match="did themselves"):
        review(broken, by=own, **FOUND)
    with pytest.raises(Refusal, match="nothing here"):
        review(broken, by=worker(), **FOUND)
    review(broken, by=reviewer(lead), **{**FOUND, "telling": "unsafe", "telling_words": "Her partner reads her post."})
    with pytest.raises(Refusal, match="already"):
        review(broken, by=reviewer(lead), **FOUND)
    broken.refresh_from_db()
    assert (broken.outcome, broken.telling) == ("justified", "unsafe")
    for using in ("default", "identifiable"):
        line = Line.objects.using(using).order_by("-number").first()
        assert (line.act, line.reason) == ("glass.reviewed", "justified")


@pytest.mark.parametrize(
    "edit",
    [
        {"outcome": "justified"},
        {"reviewed_by": "person:9"},
        {"telling": "unsafe"},
        {"reason": ""},
    ],
)
def test_the_database_keeps_no_half_review(lead, edit):
    broken, _ = break_one()
    with pytest.raises(IntegrityError), transaction.atomic(using="identifiable"):
        Broken.objects.filter(pk=broken.pk).update(**edit)


def test_the_pages_break_list_and_review(lead, monkeypatch):
    monkeypatch.setattr(views, "agreements", lambda: (SHARED,))
    client = signed_in_client(person_with("provider-worker", slug="a-care", kind="care"))
    form = {"feed": FEED, "fields_needed": "DRUG1", "about": ABOUT, "reason": REASON}
    monkeypatch.setattr(actions, "now", lambda: AT)
    assert "Name each field" in client.post("/desk/break-glass", {**form, "fields_needed": "*"}).content.decode()
    answered = client.post("/desk/break-glass", form)
    assert answered.status_code == 302, answered.content.decode()
    broken = Broken.objects.get()
    leading = signed_in_client(lead)
    listed = leading.get("/desk/reviews").content.decode()
    assert "Overdue" in listed
    assert ABOUT not in listed
    before = Line.objects.using("identifiable").filter(act="glass.read").count()
    shown = leading.get(f"/desk/reviews/{broken.pk}").content.decode()
    assert ABOUT in shown
    assert Line.objects.using("identifiable").filter(act="glass.read").count() == before + 1
    assert leading.post(f"/desk/reviews/{broken.pk}", FOUND).status_code == 302
    assert "It was justified" in leading.get("/desk/reviews").content.decode()
    assert "It was justified" in client.get("/desk/break-glass").content.decode()


def test_for_others_there_are_no_such_pages(lead):
    broken, _ = break_one()
    for role, kind in (("analyst", "council"), ("administrator", "council"), ("law-enforcement-partner", "police")):
        client = signed_in_client(person_with(role, slug=f"b-{kind}", kind=kind))
        for path in ("/desk/break-glass", "/desk/reviews", f"/desk/reviews/{broken.pk}"):
            assert client.get(path).status_code == 404
            assert client.post(path, FOUND).status_code in (404, 405)
    worker_client = signed_in_client(person_with("provider-worker", slug="a-care", kind="care"))
    assert worker_client.get(f"/desk/reviews/{broken.pk}").status_code == 404
    assert signed_in_client(lead).get("/desk/reviews/999999").status_code == 404


def test_many_take_as_many_queries_as_few(lead):
    client = signed_in_client(lead)
    counts = []
    for _ in range(2):
        for _ in range(4):
            break_one()
        with CaptureQueriesContext(connection) as own, CaptureQueriesContext(connections["identifiable"]) as other:
            client.get("/desk/reviews")
        counts.append((len(own), len(other)))
    assert counts[0] == counts[1]


def test_the_review_is_due_by_uk_days(lead):
    late = datetime(2026, 4, 2, 23, 30, tzinfo=UTC)  # half past midnight on Good Friday in the UK
    broken, _ = break_one(at=max(late, AT))
    assert uk_day(late) == date(2026, 4, 3)
    assert broken.review_due_on == date(2026, 5, 5)


def test_only_feeds_about_people_of_ones_own_agreements_are_offered():
    counts = agreement(shares=(Share("small-counts", FEED, (SharedField("sex", "to compare"),)),))
    assert feeds_about_people(worker(), (SHARED, counts)) == [FEED]
    assert feeds_about_people(worker(), (counts,)) == []
    assert feeds_about_people(worker(organisation="no-party"), (SHARED,)) == []
