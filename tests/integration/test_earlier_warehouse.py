"""A warehouse as the program of November 2026 wrote it, rows about people in clear: it opens once it is sealed.

The folder under tests/fixtures was written by the first version that landed, from three invented episodes. The key
beside it is of no other use.
"""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from joinedup.core.refusal import Refusal
from joinedup.jobs.erase import erase
from support.vault_place import Place

EARLIER = Path(__file__).parents[1] / "fixtures" / "warehouse-2026-11"
LATER = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def place(tmp_path):
    shutil.copytree(EARLIER, tmp_path / "copy")
    (tmp_path / "copy" / "key").chmod(0o600)
    return Place(tmp_path / "copy")


def clear_files(place):
    return sorted(path.name for path in place.warehouse.rglob("*.parquet"))


def test_its_rows_about_people_are_not_read_clear_and_the_sentence_names_what_mends_it(place):
    assert "episode.parquet" in clear_files(place)
    with pytest.raises(Refusal, match="run `joinedup erase --warehouse FOLDER` once"):
        place.read()


def test_what_the_sentence_names_seals_it_and_then_every_row_is_read(place):
    result = erase(place.warehouse, at=LATER, on=LATER.date(), key_path=place.key)
    assert (result.encrypted, result.done) == (1, ())
    assert place.drugs() == ["2102", "7000", "7000"]
    assert clear_files(place) == []
    assert place.ring.stat().st_mode & 0o777 == 0o600


def test_the_next_load_seals_it_too_and_knows_its_people(place):
    place.load([{"CLIENTID": "c1", "EPISODID": "e1", "FINITIAL": "A"}], name="b.csv", sender="X0002")
    assert len({one["person_id"] for one in place.read()}) == 3
    assert len(place.read()) == 4
    assert clear_files(place) == []


def test_erasing_again_finds_nothing_left_to_do(place):
    erase(place.warehouse, at=LATER, on=date(2026, 12, 1), key_path=place.key)
    assert erase(place.warehouse, at=LATER, on=date(2026, 12, 2), key_path=place.key).encrypted == 0
