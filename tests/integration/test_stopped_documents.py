"""Documents and releases that are being made when their agreement stops: none stands, and what stood before does."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest

from joinedup.core.refusal import Refusal
from joinedup.jobs.assess import assess
from joinedup.jobs.council import council
from joinedup.jobs.councils import councils
from joinedup.jobs.load import load
from joinedup.jobs.releasing import release
from joinedup.sharing.grant import Grant, Refused

pytestmark = pytest.mark.slow
MINIATURES = Path(__file__).parents[1] / "support" / "miniatures"
MADE = ("population_by_age", "drug_poisoning_deaths", "treatment_profile", "treatment_profile_opiate")
DAY = date(2026, 5, 1)
YES = Grant("county-2026", "needs-assessment", (), datetime(2026, 5, 1, tzinfo=UTC), None)
LAPSED = Refused("Agreement 'county-2026' lapsed at 2026-05-01 12:00 BST.", is_told=True)
WHERE = {"areas": ("Peterborough",), "year": "2021/22", "dated_on": DAY}
JOBS = {
    "release": lambda house, out, grant: release(house, out, grant=grant, **WHERE),
    "assess": lambda house, out, grant: assess(house, out=out, grant=grant, **WHERE),
    "council": lambda house, out, grant: council(house, "Peterborough", out=out, dated_on=DAY, grant=grant),
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    load([MINIATURES / f"{name}.csv" for name in MADE], folder / "warehouse", received_on=date(2026, 4, 20))
    return folder / "warehouse"


def kept(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def stopping_after(looks):
    """A yes that is a no from its so many-th look on."""
    seen = count()
    return replace(YES, again=lambda: YES if next(seen) < looks else LAPSED)


@pytest.mark.parametrize("name", JOBS)
def test_what_is_being_made_ends_whole_or_not_at_all(name, warehouse, tmp_path):
    out, seen = tmp_path / "out", count()
    JOBS[name](warehouse, out, replace(YES, again=lambda: YES if next(seen) >= 0 else LAPSED))
    looks, stood = next(seen), kept(out)
    assert stood
    assert looks > 3
    for number in (1, looks // 2, looks - 1):
        if (name, number) != ("release", looks - 1):  # the same version stands already: none is made, nor looked at
            with pytest.raises(Refusal, match="nothing of it is kept: Agreement 'county-2026' lapsed"):
                JOBS[name](warehouse, out, stopping_after(number))
        assert kept(out) == stood
        fresh = tmp_path / f"fresh-{number}"
        with pytest.raises(Refusal, match="lapsed"):
            JOBS[name](warehouse, fresh, stopping_after(number))
        assert [path.name for path in kept(fresh)] in ([], ["lock"])


def test_of_many_councils_none_is_made_after_the_lapse(warehouse, tmp_path):
    out = tmp_path / "out"
    with pytest.raises(Refusal, match="lapsed"):
        councils(warehouse, out=out, dated_on=DAY, grant=stopping_after(0))
    assert not [path for path in kept(out) if path.suffix == ".pdf"] if out.exists() else True
