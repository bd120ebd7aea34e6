"""The first ten minutes of a partner's contact: sign in, what is open to them and by what, their service's entry."""

from collections.abc import Iterator
from typing import Any

import pytest

from support.demo_site import Site, at_desk, demo_site, follow, looked_at, send
from support.evidence_pages import put_made_up

pytestmark = [pytest.mark.component("chromium"), pytest.mark.slow]
PAGES = ("/desk", "/desk/feeds", "/desk/agreements", "/desk/services", "/desk/own-acts")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    put_made_up(folder / "released")
    with demo_site(folder, JOINEDUP_RELEASED=str(folder / "released")) as served:
        yield served


@pytest.mark.parametrize(("width", "scripts"), [(320, False), (1280, True)])
def test_by_keyboard_alone_a_partner_reads_what_is_open_and_confirms_their_entry(
    browser: Any, site: Site, width: int, scripts: bool
) -> None:
    look = {"viewport": {"width": width, "height": 800}, "java_script_enabled": scripts}
    page = at_desk(browser, site, "partner-contact", **look)
    assert "You act for Thornmarch Recovery Service (invented), as partner contact." in page.inner_text("main")
    follow(page, "Feeds", "**/desk/feeds")
    follow(page, "Drugs seized", "**/desk/feeds/police-seizures**")
    said = page.inner_text("main")
    assert "Thornmarch, 2021/22" in said
    assert "48" in said
    assert "weight" not in said, "the agreement leaves the weight out"
    page.goto(f"{site.address}/desk")
    follow(page, "Agreements", "**/desk/agreements")
    follow(page, "thornmarch-counts-2026", "**/desk/agreements/held/thornmarch-counts-2026")
    assert "is live until" in page.inner_text("main")
    page.goto(f"{site.address}/desk")
    follow(page, "Services", "**/desk/services")
    assert "Tuesday Table" not in page.inner_text("main"), "another organisation's entry is not theirs"
    follow(page, "All of it still holds: Thornmarch Recovery Service", "**/desk/services?done=confirmed")
    assert "The entry is dated today." in page.inner_text("main")
    page.goto(f"{site.address}/desk")
    follow(page, "What you did", "**/desk/own-acts")
    did = page.inner_text("main")
    for act in ("sign-in.made", "feed.viewed", "directory.confirmed"):
        assert act in did, act
    page.context.close()


def test_each_of_their_pages_is_accessible_and_fits_a_phone(browser: Any, site: Site) -> None:
    page = at_desk(browser, site, "partner-contact")
    services = page.request.get(f"{site.address}/desk/services").text()
    slug = services.split("/desk/services/")[1].split("/edit")[0].split("/")[0]
    for path in (*PAGES, f"/desk/services/{slug}/edit", f"/desk/services/{slug}/close"):
        page.goto(site.address + path)
        looked_at(page)
    page.context.close()


def test_the_record_is_accessible_for_its_lead(browser: Any, site: Site) -> None:
    page = at_desk(browser, site, "information-governance-lead", "/desk/audit")
    looked_at(page)
    send(page, "Check that no line was changed", "**/desk/audit/check")
    assert "each as it was written" in page.inner_text("main")
    looked_at(page)
    page.context.close()
