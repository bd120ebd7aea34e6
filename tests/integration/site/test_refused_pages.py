"""Who asks for what is not there for them leaves a line; and of figures for accounts a browser keeps nothing."""

from pathlib import PurePath

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from joinedup.apps.audit.models import Line
from joinedup.shelf.places import chart_of
from joinedup.site.environment import database
from support.desk import as_role, person_with, signed_in_client
from support.evidence_pages import SVG, put_made_up
from support.site import on_database


@pytest.fixture(scope="module", autouse=True)
def _site(tmp_path_factory):
    with on_database(database({}, folder=tmp_path_factory.mktemp("site"))):
        yield


def refused(after):
    return list(Line.objects.filter(number__gt=after, act="page.refused").values_list("by", "about", "reason"))


def last():
    return Line.objects.count()


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/desk/people", "accounts:people"),
        ("/desk/people/7", "accounts:person"),
        ("/desk/audit", "oversight:acts"),
        ("/desk/services/of-somebody/edit", "directory:edit"),
    ],
)
def test_a_page_that_a_role_does_not_open_leaves_a_line_of_who_and_which_and_not_of_what(address, page):
    person = person_with("analyst")
    browser, before = signed_in_client(person), last()
    assert browser.get(address).status_code == 404
    assert refused(before) == [(person.audit_id, f"page:{page}", None)]


def test_a_thing_that_is_not_there_leaves_one_too():
    person = person_with("administrator")
    browser, before = signed_in_client(person), last()
    assert browser.get("/desk/people/99999").status_code == 404
    assert refused(before) == [(person.audit_id, "page:accounts:person", None)]


def test_nobody_and_no_page_leave_none():
    before = last()
    assert Client().get("/desk/people").status_code == 302
    assert Client().get("/evidence/indicators/nothing-there").status_code == 404
    assert as_role("analyst").get("/desk/no-such-page").status_code == 404
    assert as_role("analyst").get("/services/no-such-service").status_code == 404
    assert not refused(before)


@pytest.mark.parametrize("is_synthetic", [True, False])
def test_a_drawing_for_accounts_alone_is_not_kept_by_a_browser(tmp_path, is_synthetic):
    put_made_up(tmp_path, is_synthetic=is_synthetic)
    name = PurePath(chart_of(SVG)).stem
    with override_settings(RELEASED=tmp_path, DEMO=False):
        drawn = as_role("analyst").get(reverse("insight:chart", kwargs={"number": 1, "name": name}))
    assert drawn.status_code == 200
    assert (drawn["Cache-Control"] == "no-store") is not is_synthetic
