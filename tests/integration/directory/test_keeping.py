"""The pages by which entries are kept: whose they are, what they refuse, and what text that attacks becomes."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from joinedup.apps.audit.instant import clock_at
from joinedup.apps.directory import actions, queries
from joinedup.apps.directory.models import Service
from support.desk import as_role, organisation
from support.directory import AT, KEEPER, details, lines_written, on_empty_directory

FILLED = {
    "name": "Harbour House",
    "summary": "We give out needles and naloxone.",
    "needs": ["naloxone"],
    "places": "Ashwold\r\n\r\nCarrowmere ",
    "who_for": "Adults.",
    "opening": "Every day.",
    "how_to_refer": "Just come in.",
    "phone": "01632 960001",
    "step_free": "yes",
}
ATTACK = "<script>alert(1)</script>'; DROP TABLE directory_service; --"


@pytest.fixture(autouse=True)
def _empty(tmp_path):
    with on_empty_directory(tmp_path), clock_at(AT):
        yield


@pytest.fixture
def harbour():
    return actions.add(details(), slug="harbour-lane", owner="harbour", by=KEEPER, at=AT)


@pytest.fixture
def owner(harbour):
    """Somebody of the service itself."""
    return as_role("provider-worker", kind="care", slug="harbour")


def test_a_service_changes_confirms_and_closes_its_own_entry(owner):
    assert "Harbour Lane" in owner.get("/desk/services").content.decode()
    shown = owner.get("/desk/services/harbour-lane/edit").content.decode()
    assert "Ashwold\nCarrowmere" in shown
    saved = owner.post("/desk/services/harbour-lane/edit", FILLED, follow=True)
    assert "The entry is changed." in saved.content.decode()
    held = queries.entry("harbour-lane")
    assert (held.name, held.step_free, [one.place for one in held.places.all()]) == (
        "Harbour House",
        "yes",
        ["Ashwold", "Carrowmere"],
    )
    owner.post("/desk/services/harbour-lane/confirm")
    assert owner.get("/desk/services/harbour-lane/close").status_code == 200
    assert queries.entry("harbour-lane").closed_on is None, "to look at the question closes nothing"
    owner.post("/desk/services/harbour-lane/close")
    assert queries.entry("harbour-lane").closed_on is not None
    assert [act for act, _, _ in lines_written()][1:] == [
        "directory.edited",
        "directory.confirmed",
        "directory.closed",
    ]
    assert owner.get("/desk/services/harbour-lane/edit").status_code == 404, "what has closed is not changed"


def test_the_partnership_adds_one_and_a_slug_is_not_used_twice(harbour):
    organisation("harbour", "care")
    keeper = as_role("partnership-manager")
    new = {**FILLED, "slug": "harbour-house", "owner": "harbour"}
    assert "is in the directory" in keeper.post("/desk/services/add", new, follow=True).content.decode()
    assert Service.objects.get(slug="harbour-house").owner == "harbour"
    again = keeper.post("/desk/services/add", new).content.decode()
    assert "a slug is never used twice" in again
    assert Service.objects.count() == 2


@pytest.mark.parametrize("role", ["provider-worker", "partner-contact"])
def test_another_service_finds_nothing_there(harbour, role):
    other = as_role(role, kind="care", slug="elsewhere")
    assert "Harbour Lane" not in other.get("/desk/services").content.decode()
    for slug in ("harbour-lane", "not-there"):
        assert other.get(f"/desk/services/{slug}/edit").status_code == 404
        assert other.post(f"/desk/services/{slug}/edit", FILLED).status_code == 404
        assert other.post(f"/desk/services/{slug}/confirm").status_code == 404
        assert other.post(f"/desk/services/{slug}/close").status_code == 404
    assert other.get("/desk/services/add").status_code == 404
    acts = [act for act, _, _ in lines_written()]
    assert acts == ["directory.added", *["page.refused"] * 9]


def test_each_field_says_what_it_lacks_and_nothing_is_changed(owner):
    wrong = {"phone": "call me", "age_from": "20", "age_to": "18", "needs": ["gold"], "step_free": "maybe"}
    response = owner.post("/desk/services/harbour-lane/edit", wrong)
    errors = response.context["form"].errors
    assert errors["name"] == ["Fill in name."]
    assert errors["phone"] == ["Write the phone number in digits and single spaces."]
    assert errors["age_from"] == ["The youngest age is above the oldest."]
    assert {"needs", "places", "step_free", "summary"} <= errors.keys()
    assert queries.entry("harbour-lane").name == "Harbour Lane"


def test_text_that_attacks_is_text(owner):
    attacking = {**FILLED, "name": ATTACK, "summary": ATTACK, "address": ATTACK, "places": ATTACK[:70]}
    assert owner.post("/desk/services/harbour-lane/edit", attacking).status_code == 302
    assert queries.entry("harbour-lane").name == ATTACK
    for page in ("/desk/services", "/desk/services/harbour-lane/edit", "/services/harbour-lane", "/services"):
        said = owner.get(page).content.decode()
        assert "<script>alert" not in said
        assert "&lt;script&gt;alert" in said


def test_a_field_that_no_form_has_changes_nothing(owner):
    more = {"owner": "elsewhere", "slug": "mine", "closed_on": "2020-01-01", "checked_on": "2099-01-01", "id": "7"}
    assert owner.post("/desk/services/harbour-lane/edit", FILLED | more).status_code == 302
    held = queries.entry("harbour-lane")
    assert (held.owner, held.closed_on, held.checked_on) == ("harbour", None, AT.date())


def test_a_forged_form_changes_nothing(harbour):
    forged = as_role("provider-worker", kind="care", slug="harbour")
    forged.handler.enforce_csrf_checks = True
    assert forged.post("/desk/services/harbour-lane/close").status_code == 403
    assert Client().post("/desk/services/harbour-lane/close").status_code == 302
    assert queries.entry("harbour-lane").closed_on is None


def test_a_list_asks_the_database_as_often_however_long_it_is():
    keeper, asked = as_role("administrator"), []
    for number in range(3):
        for one in range(number * 4):
            slug = f"service-{number}-{one}"
            actions.add(details(), slug=slug, owner="harbour", by=KEEPER, at=AT)
        with CaptureQueriesContext(connection) as held:
            assert keeper.get("/desk/services").status_code == 200
        asked.append(len(held))
    assert asked[1] == asked[2]
