"""A clock that was set back between loads: nothing is refused or lost, and no read as of a day knows too much."""

from datetime import date

import pytest

from joinedup.core.refusal import Refusal
from joinedup.warehouse.store import read_manifest
from support.extract import refused
from support.vault_place import Place

APRIL, MAY, LATER = date(2026, 4, 20), date(2026, 5, 20), date(2026, 5, 21)
ONE = {"EPISODID": "e1", "CLIENTID": "c1", "FINITIAL": "P", "DRUG1": "3201"}
TWO = {"EPISODID": "e2", "CLIENTID": "c2", "FINITIAL": "Q", "DRUG1": "7000"}


@pytest.fixture
def place(tmp_path):
    made = Place(tmp_path / "place")
    made.load([ONE], on=MAY)
    return made


def test_another_senders_file_counts_from_the_day_of_what_was_held(place):
    report = place.load([TWO], on=APRIL, name="b.csv", sender="X0002")
    assert report.exit_status == 0
    assert "is before 2026-05-20, when what was held already had been received" in "\n".join(report.lines())
    with pytest.raises(Refusal, match=r"Nothing had been received in .* by 2026-05-19"):
        place.drugs(as_of=date(2026, 5, 19))
    assert place.drugs(as_of=MAY) == ["3201", "7000"]
    assert sorted(one.received_on for one in read_manifest(place.warehouse).deliveries) == [APRIL, MAY]


def test_a_correction_is_not_known_before_what_it_corrects(place):
    report = place.load_files(place.extract([TWO], on=LATER), on=APRIL)
    assert report.known_from == MAY
    with pytest.raises(Refusal, match="Nothing had been received"):
        place.drugs(as_of=date(2026, 5, 1))
    assert place.drugs(as_of=LATER) == ["7000"]
    assert place.drugs(version=1) == ["3201"]
    assert place.load([ONE, TWO], on=LATER).known_from is None


def test_a_withdrawal_is_carried_out_whatever_the_clock_says(place):
    report = place.load_files(place.extract([TWO, refused(CLIENTID="c1")], on=LATER), on=APRIL)
    assert report.erased.people == 1
    assert (place.drugs(version=1), place.drugs(version=2)) == ([], ["7000"])
