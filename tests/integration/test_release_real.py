"""A release of real councils from published files alone: nothing says synthetic, only staff read it."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client, override_settings

import support.site  # noqa: F401
from joinedup.core.refusal import Refusal
from joinedup.jobs.load import load
from joinedup.jobs.releasing import release
from joinedup.shelf import places as at
from joinedup.shelf.reading import open_version
from joinedup.shelf.records import About, Card, ClaimSheet, IndicatorSheet

pytestmark = pytest.mark.slow

MINIATURES = Path(__file__).parents[1] / "support" / "miniatures"
MADE = ("population_by_age", "drug_poisoning_deaths", "treatment_profile", "treatment_profile_opiate")
DAY = date(2026, 5, 1)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    report = load([MINIATURES / f"{name}.csv" for name in MADE], folder / "warehouse", received_on=date(2026, 4, 20))
    assert report.exit_status == 0, report.lines()
    return folder / "warehouse"


@pytest.fixture(scope="module")
def version(warehouse):
    into = warehouse.parent / "released"
    report = release(warehouse, into, areas=("Peterborough", "E10000003"), year="2021/22", dated_on=DAY)
    assert not any("ynthetic" in line for line in report.lines())
    return open_version(into)


def test_nothing_says_that_it_is_synthetic(version):
    assert not version.manifest.is_synthetic
    assert not version.one(About, at.ABOUT).is_synthetic
    for listed in version.manifest.files:
        if listed.path.startswith(("claims/", "indicators/", "areas/", "tables/")):
            assert b"invented" not in version.read(listed.path), listed.path


def test_published_figures_are_there_as_published_and_every_number_opens(version):
    sheets = [version.one(IndicatorSheet, at.sheet_of(card.slug)) for card in version.many(Card, at.CATALOGUE)]
    told = [one for sheet in sheets for one in sheet.figures if one.is_visible]
    assert told
    assert {one.showing for one in told} == {"open"}
    for one in told:
        assert one.text
        assert version.one(ClaimSheet, at.claim_of(one.claim_id)).files


@pytest.mark.parametrize("is_demo", [True, False])
def test_nobody_reads_it_who_has_not_signed_in(version, is_demo):
    with override_settings(RELEASED=version.folder.parent, DEMO=is_demo):
        for address in ("/evidence", "/evidence/indicators", "/evidence/areas/E06000031", "/evidence/documents"):
            assert Client().get(address).status_code == 404


def test_which_real_councils_is_never_guessed(warehouse, tmp_path):
    with pytest.raises(Refusal, match="Say which councils are released together"):
        release(warehouse, tmp_path / "released", year="2021/22", dated_on=DAY)
    assert not (tmp_path / "released").exists()
