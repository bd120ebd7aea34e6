import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

import pytest
from django.http import Http404
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from django.utils.safestring import SafeString

from joinedup.apps.insight import kept, views
from joinedup.apps.insight.policies import may_read
from joinedup.apps.insight.queries import found
from joinedup.sharing.asking import Asker
from joinedup.sharing.roles import ROLES
from joinedup.shelf import places as at
from joinedup.shelf.plain import to_bytes
from joinedup.shelf.reading import open_version
from joinedup.shelf.records import AreaSheet, Card, ClaimSheet
from joinedup.shelf.writing import put_version
from support.evidence_pages import ATTACK, CLAIM, HIDDEN, SVG, files_of, put_made_up

PAGES = {
    "home": "/evidence",
    "catalogue": "/evidence/indicators",
    "indicator": "/evidence/indicators/women-share",
    "area": "/evidence/areas/X10000001",
    "claim": f"/evidence/claims/{CLAIM}",
    "documents": "/evidence/documents",
    "feeds": "/evidence/feeds",
    "audiences": "/evidence/documents/needs-assessment/audiences",
}
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)

CHART = f"/evidence/1/{at.chart_of(SVG)}"
DOWNLOADS = (CHART, "/evidence/1/tables/women-share.csv", "/evidence/1/documents/needs-assessment.html")


def text(response):
    """Return what a reader sees of a page, tags taken out."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_the_address_of_a_claim_is_its_id():
    assert reverse("insight:claim", args=[CLAIM]) == PAGES["claim"]


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_each_page_says_that_it_is_synthetic_and_of_which_version(released, page):
    response = Client().get(page)
    assert response.status_code == 200
    assert "Synthetic" in text(response)
    assert "Released version 1: Drug and alcohol needs assessment, 2021/22, dated 1 May 2026." in text(response)
    assert not response.cookies


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_no_page_takes_more_files_or_queries_for_more_rows(released, opened, page):
    Client().get(page)
    put_made_up(released, rows=60)
    Client().get(page)
    few, many, *before = opened
    assert (few.number, many.number) == (1, 2)
    assert many.opened == few.opened
    assert len(many.opened) <= 2
    # A claim is compared with what it was in the version before: one file of that.
    assert [(one.number, len(one.opened)) for one in before] == ([(1, 1)] if page == PAGES["claim"] else [])


@pytest.mark.parametrize("page", [*PAGES.values(), *DOWNLOADS])
def test_each_response_opens_one_version_once(released, opened, page):
    assert Client().get(page).status_code == 200
    assert len(opened) == 1


def test_a_page_that_began_before_a_release_ends_on_what_it_began_with(released, opened, monkeypatch):
    def released_meanwhile(*given, **more):
        put_made_up(released, rows=7)
        return show(*given, **more)

    show = views.show
    monkeypatch.setattr(views, "show", released_meanwhile)
    response = Client().get(PAGES["catalogue"])
    assert "2 indicators" in text(response)
    assert "Released version 1" in text(response)
    assert "8 indicators" in text(Client().get(PAGES["catalogue"]))


def test_drawings_and_downloads_of_a_page_stay_after_the_next_release(released):
    put_made_up(released, rows=9)
    assert Client().get(CHART).content == SVG
    assert Client().get("/evidence/1/documents/needs-assessment.html").status_code == 200
    page = Client().get(PAGES["indicator"]).content.decode()
    assert f'src="/evidence/2/{at.chart_of(SVG)}"' in page
    assert 'href="/evidence/2/tables/women-share.csv"' in page


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_words_that_attack_are_words(released, page):
    assert ATTACK not in Client().get(page).content.decode()


def test_words_searched_for_are_words_too(released):
    response = Client().get(PAGES["catalogue"], {"words": f'"{ATTACK}'})
    assert ATTACK not in response.content.decode()
    assert "0 of 2 indicators" in text(response)


def test_an_indicator_is_found_by_what_it_counts(released):
    response = Client().get(PAGES["catalogue"], {"words": "SHARE matters"})
    assert "1 of 2 indicators" in text(response)
    assert "Share who are women" in text(response)
    assert "Other 0" not in text(response)


def test_every_word_must_be_there():
    card = Card("a", "Deaths", "deaths", "why", "count", "Deaths", "found", "ONS")
    assert found([card], "ons deaths") == (card,)
    assert found([card], "ons births") == ()
    assert found([card], "") == (card,)


def test_completeness_the_badge_and_the_reconciliation_stand_on_the_indicators_page(released):
    said = text(Client().get(PAGES["indicator"]))
    for words in ("Answer recorded for", "96%", "Definition not verified", "How it reconciles", "31% to 37%"):
        assert words in said, words


def test_a_hidden_figure_is_a_word_and_leads_to_why(released):
    page = Client().get(PAGES["indicator"]).content.decode()
    row = re.search(r'<th scope="row"[^>]*>Quillhaven, 2021/22</th>(.*?)</tr>', page, re.DOTALL)[1]
    assert '<a class="govuk-link" href="#hidden">hidden</a>' in row
    assert not re.search(r"\d", re.sub(r"<[^>]+>", "", row))
    assert 'id="hidden"' in page


def test_a_claim_answers_what_people_ask_of_it(released):
    said = text(Client().get(PAGES["claim"]))
    for words in (
        *("Why is this hidden?", "Which number do I quote?", "What would change it", "Where it is used"),
        *("Challenge it", "The files it rests on", "a" * 64, "not yet checked by a second person", "300 of 889"),
        *("One of 40 comparisons.", "34% (31% to 37%), 300 of 889. 1 May 2026."),
    ):
        assert words in said, words


def test_what_is_missing_comes_before_any_figure(released):
    for name in ("home", "indicator", "area", "claim"):
        page = Client().get(PAGES[name]).content.decode()
        assert page.index("Not everything expected has arrived") < page.find("<table") or "<table" not in page


def test_a_drawing_may_be_kept_and_a_page_may_not(released):
    assert "immutable" in Client().get(CHART)["Cache-Control"]
    assert Client().get(CHART)["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert Client().get(PAGES["claim"])["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", DOWNLOADS[1:])
def test_what_is_downloaded_never_opens_under_this_sites_name(released, address):
    response = Client().get(address)
    assert response["Content-Disposition"].startswith('attachment; filename="')
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/evidence/indicators/nothing",
            "/evidence/areas/X99",
            "/evidence/claims/x",
            "/evidence/9/tables/women-share.csv",
        ),
        *("/evidence/1/tables/nothing.csv", "/evidence/1/documents/..", "/evidence/1/documents/claims.json"),
        *(f"/evidence/2/{at.chart_of(SVG)}", f"/evidence/1/charts/{'0' * 64}.svg", "/evidence/claims/../../about.json"),
        *("/evidence/documents/nothing/audiences", "/evidence/documents/../audiences"),
        *("/evidence/0/tables/women-share.csv", "/evidence/1/documents/manifest.json", "/evidence/claims/%00"),
    ],
)
def test_what_is_not_there_is_a_404(released, address):
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("page", [*PAGES.values(), *DOWNLOADS])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_are_only_read(released, page, method):
    assert getattr(Client(), method)(page).status_code == 405


@pytest.mark.parametrize("page", [*PAGES.values(), *DOWNLOADS])
def test_without_a_release_every_address_is_a_404(tmp_path, page):
    with override_settings(RELEASED=tmp_path / "none"):
        assert Client().get(page).status_code == 404


@pytest.mark.parametrize("page", [*PAGES.values(), *DOWNLOADS])
@pytest.mark.parametrize("is_demo", [True, False])
def test_figures_of_real_people_do_not_exist_for_who_has_not_signed_in(released, page, is_demo):
    unknown = Client().get("/evidence/indicators/nothing")
    put_made_up(released, is_synthetic=False)
    with override_settings(DEMO=is_demo):
        response = Client().get(page.replace("/evidence/1/", "/evidence/2/"))
        assert response.status_code == 404
        assert "figure" not in text(response).replace("every place, person, service and figure here", "") or (
            text(response) == text(unknown)
        )


def test_who_may_read_what(released):
    synthetic = open_version(released)
    real = open_version(released, put_made_up(released, is_synthetic=False))
    staff = [Asker("person:1", "council", "council", frozenset({role})) for role in ROLES]
    public = [None, Asker(None, "council", "council", frozenset())]
    for is_demo in (True, False):
        assert all(may_read(one, synthetic, NOON, is_demo=is_demo) for one in (*public, *staff))
        assert not any(may_read(one, real, NOON, is_demo=is_demo) for one in public)
    assert not any(may_read(one, real, NOON, is_demo=True) for one in staff)
    assert all(may_read(one, real, NOON, is_demo=False) for one in staff)


def test_sign_in_says_who_asks(released):
    put_made_up(released, is_synthetic=False)
    request = RequestFactory().get("/evidence")
    request.asker = None
    with override_settings(DEMO=False), pytest.raises(Http404):
        views.home(request)
    request.asker = Asker("person:1", "council", "council", frozenset({"analyst"}))
    with override_settings(DEMO=False):
        assert views.home(request).status_code == 200


@pytest.mark.parametrize("page", [*PAGES.values(), *DOWNLOADS])
def test_a_spoilt_release_shows_nothing_of_itself_and_the_log_says_which(released, page, caplog):
    for path in (released / "1").rglob("*"):
        if path.is_file() and path.name != "manifest.json":
            path.write_bytes(path.read_bytes() + b" ")
    response = Client().get(page)
    assert response.status_code == 503
    assert "is not as it was written, so nothing of it is shown" in text(response)
    assert "women" not in text(response)
    assert str(released) not in response.content.decode()


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_where_a_hidden_figure_leads_there_is_an_answer(released, page):
    said = Client().get(page).content.decode()
    assert ('href="#hidden"' in said) <= (said.count('id="hidden"') == 1)


def test_what_each_audience_sees_is_said_claim_by_claim(released):
    said = text(Client().get(PAGES["audiences"]))
    for words in (
        *("The public", "They see 1 of 2 claims.", "Left out for them: 1", "It is marked restricted.", "Partners"),
        *("No claim is left out for them.", "Told without its number, because it is hidden: 1"),
    ):
        assert words in said, words


def test_a_claim_says_how_it_changed_since_the_version_before(released):
    assert "There is no earlier version to compare it with." in text(Client().get(PAGES["claim"]))
    put_made_up(released, rows=2)
    said = text(Client().get(PAGES["claim"]))
    assert "Nothing of it changed since version 1." in said
    before = open_version(released, 1).one(ClaimSheet, at.claim_of(CLAIM))
    moved = replace(before.figures[0], text="36%", interval="33% to 39%")
    now = replace(before, figures=(moved, *before.figures[1:]), sign_off="checked", sentence="In Thornmarch 36%.")
    files = {**files_of(), at.claim_of(CLAIM): to_bytes(now)}
    put_version(released, files, is_synthetic=True)
    said = text(Client().get(PAGES["claim"]))
    assert "Thornmarch, 2021/22: 34%, 31% to 37%, 300 of 889 before, 36%, 33% to 39%, 300 of 889 now." in said
    assert "Sign-off: drafted before, checked now." in said
    assert "Before it said" not in said  # a figure of it is hidden, and its sentence could tell it


def test_what_is_hidden_now_is_not_told_as_it_was_before(released):
    before = open_version(released, 1).one(ClaimSheet, at.claim_of(CLAIM))
    shown = replace(before, figures=before.figures[:1])
    put_version(released, {**files_of(), at.claim_of(CLAIM): to_bytes(shown)}, is_synthetic=True)
    hidden = replace(HIDDEN, place_code="X10000001", place="Thornmarch")
    now = replace(shown, figures=(hidden,), quote="", sentence="It is hidden.")
    put_version(released, {**files_of(), at.claim_of(CLAIM): to_bytes(now)}, is_synthetic=True)
    said = text(Client().get(PAGES["claim"]))
    assert "Thornmarch, 2021/22: hidden now." in said
    assert "34%" not in said
    assert "300 of 889" not in said


def test_a_claim_that_was_not_there_before_is_new(released):
    without = {path: content for path, content in files_of().items() if path != at.claim_of(CLAIM)}
    put_version(released, without, is_synthetic=True)
    put_made_up(released)
    assert "It is new: version 2 did not have it." in text(Client().get(PAGES["claim"]))


def test_a_real_version_before_an_invented_one_is_not_compared_for_who_may_not_read_it(released):
    put_made_up(released, rows=2, is_synthetic=False)
    put_made_up(released, rows=3)
    assert "There is no earlier version to compare it with." in text(Client().get(PAGES["claim"]))


def test_a_year_not_held_of_an_area_is_named_and_of_england_is_not_repeated(released):
    said = text(Client().get(PAGES["indicator"]))
    assert "Quillhaven, 2020/21 no figure" in said
    assert "England, 2020/21" not in said


def test_what_a_version_alone_decides_is_kept_and_the_next_version_shows_its_own(released):
    first = Client().get(PAGES["area"]).content
    assert Client().get(PAGES["area"]).content == first
    put_made_up(released, rows=3)
    second = text(Client().get(PAGES["area"]))
    assert second.count("Share who are women") == 3
    assert "Released version 2" in second


def test_no_more_is_kept_than_there_is_room_for():
    kept.forget()
    made = [kept.kept(number, lambda number=number: SafeString(number)) for number in range(2 * kept.MOST)]
    assert made == [str(number) for number in range(2 * kept.MOST)]
    assert len(kept._PARTS) == kept.MOST
    kept.forget()


def test_a_search_is_never_kept(released):
    kept.forget()
    Client().get(PAGES["catalogue"], {"words": "women"})
    assert not kept._PARTS
    assert "2 indicators." in text(Client().get(PAGES["catalogue"]))
    assert "1 of 2 indicators" in text(Client().get(PAGES["catalogue"], {"words": "share women"}))


def test_each_area_has_its_own_kept_page(released):
    other = replace(open_version(released).one(AreaSheet, at.area_of("X10000001")), code="X06000001", name="Quillhaven")
    put_version(released, {**files_of(), at.area_of("X06000001"): to_bytes(other)}, is_synthetic=True)
    for _ in range(2):
        assert "Thornmarch, 2021/22 Not everything" in text(Client().get(PAGES["area"]))
        assert "Quillhaven, 2021/22 Not everything" in text(Client().get("/evidence/areas/X06000001"))
