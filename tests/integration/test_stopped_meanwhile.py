"""An agreement that stops while something runs under it: that ends whole or not at all, and says why.

The rows are invented, under codes that are not reserved.
"""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from joinedup.core.refusal import Refusal
from joinedup.jobs.granting import grant_for
from joinedup.jobs.scorecards import scorecards
from joinedup.sharing.uk_time import instant_of
from joinedup.warehouse.store import open_warehouse
from support.vault_place import NOON, OTHER, RECEIVED, SHARING, THEM, THIRD, Place

MOMENT = timedelta(microseconds=1)
AT = datetime(2026, 5, 4, 12, tzinfo=UTC)
NIGHTS = {
    "an ordinary noon": ("2026-05-04T13:00+01:00", AT),
    "the first 01:30 of the night in October": ("2026-10-25T01:30+01:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    "the second 01:30 of that night": ("2026-10-25T01:30Z", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    "the night in March": ("2027-03-28T02:00", datetime(2027, 3, 28, 1, tzinfo=UTC)),
}


def lapsing(at, words=SHARING):
    """The agreement, longer, with a lapse at an instant."""
    longer = words.replace("valid_to = 2026-06-01", "valid_to = 2027-06-01")
    return f'{longer}\n[[stops]]\nhow = "lapse"\nat = {at.isoformat()}\nby = "SIRO"\nwhy = "a review is due"\n'


def clock_that_passes(lapse, looks):
    """A clock that has passed the lapse by its so many-th look, and not before."""
    seen = count()
    return lambda: lapse - MOMENT if next(seen) < looks else lapse


def looks_of(run, lapse):
    """How often a run looks at the clock, when nothing stops it."""
    seen = count()

    def clock():
        next(seen)
        return lapse - MOMENT

    run(clock)
    return next(seen)


def kept(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def real(tmp_path):
    place = Place(tmp_path / "real", is_real=True)
    (place.folder / "agreement.toml").write_text(lapsing(AT))
    return place


def test_a_load_ends_whole_or_not_at_all_at_whichever_step_the_lapse_falls(real, tmp_path):
    real.load([THEM])
    before = kept(real.warehouse / "versions"), kept(real.warehouse / "deliveries"), kept(real.warehouse / "receipts")

    def load(place, clock):
        (place.folder / "agreement.toml").write_text(lapsing(AT))
        return place.load([OTHER, THIRD], clock=clock, at=AT - MOMENT, name="b.csv")

    looks = looks_of(lambda clock: load(real.copied_to(tmp_path / "sound"), clock), AT)
    assert looks >= 4
    ends = set()
    for number in range(looks):
        place = real.copied_to(tmp_path / "copy")
        said, held = "", before
        try:
            said = load(place, clock_that_passes(AT, number)).files[0].verdict
            ends.add("file refused")
        except Refusal as refusal:
            said = str(refusal)
            held = tuple(kept(place.warehouse / name) for name in ("versions", "deliveries", "receipts"))
            ends.add("whole refused")
        assert "Agreement 'county-2026' lapsed at 2026-05-04 13:00 BST" in said
        assert held == before
        assert not list((place.warehouse / "staging").iterdir())
        assert (place.warehouse / "CURRENT").read_text().split()[0] == "1"
    assert ends == {"whole refused", "file refused"}


@pytest.mark.parametrize("night", NIGHTS)
def test_a_cursor_that_is_half_read_gives_no_further_row(real, night):
    said, lapse = NIGHTS[night]
    assert instant_of(said) == lapse
    real.load([THEM, OTHER, THIRD])
    (real.folder / "agreement.toml").write_text(lapsing(lapse))
    now = [lapse - MOMENT]
    grant = grant_for(real.warehouse, real.folder / "agreement.toml", now[0], clock=lambda: now[0])
    opened = open_warehouse(real.warehouse, grant=grant, threads=1)
    rows = opened.batches(opened.table("episode"), size=1)
    assert next(rows).num_rows == 1
    now[0] = lapse
    with pytest.raises(Refusal, match="Stopped while it ran, and nothing of it is kept"):
        next(rows)
    for table in ("episode", "client"):  # one that was opened before, and one that was not
        with pytest.raises(Refusal, match="lapsed at"):
            opened.table(table)
    opened.close()


def test_documents_stand_whole_or_not_at_all(real, tmp_path):
    real.load([THEM | {"DISD": "20260301"}, OTHER])
    out = tmp_path / "out"

    def run(clock, lapse=AT):
        grant = grant_for(real.warehouse, real.folder / "agreement.toml", lapse - MOMENT, clock=clock)
        scorecards(real.warehouse, out, dated_on=RECEIVED, grant=grant)

    looks = looks_of(run, AT)
    stood = kept(out)
    assert stood
    assert looks >= 4
    for number in range(looks):
        with pytest.raises(Refusal, match="lapsed at 2026-05-04 13:00 BST"):
            run(clock_that_passes(AT, number))
        assert kept(out) == stood


@pytest.mark.parametrize("change", ["taken away", "shares less", "another agreement"])
def test_an_agreement_that_is_changed_meanwhile_stops_what_runs_under_it(real, change):
    real.load([THEM])
    path = real.folder / "agreement.toml"
    grant = grant_for(real.warehouse, path, NOON, clock=lambda: NOON)
    opened = open_warehouse(real.warehouse, grant=grant, threads=1)
    opened.table("episode")
    words = path.read_text()
    if change == "taken away":
        path.unlink()
    elif change == "shares less":
        path.write_text(words.replace('{name = "DRUG1", why = "it is counted or tells rows apart"}, ', ""))
    else:
        path.write_text(words.replace("county-2026", "county-2027"))
    with pytest.raises(Refusal, match="nothing of it is kept"):
        opened.table("episode")
    path.write_text(words)  # renewed: the same run goes on, as nothing was lost
    assert opened.table("episode").count().to_pyarrow().as_py() == 1
    opened.close()
