"""Fields that an agreement does not share are left out as a file comes in, and close again when shared no more.

The rows are invented, under codes that are not reserved.
"""

import re
from datetime import UTC, date, datetime

import pytest

from joinedup.core.refusal import Refusal
from joinedup.jobs.check import check
from joinedup.jobs.granting import grant_for
from joinedup.jobs.load import load
from joinedup.warehouse.store import open_warehouse, read_manifest
from support.agreements import AGREEMENT, SEIZURES, real_row
from support.extract import HEADERS, SIDECAR, row, write_extract

RECEIVED = date(2026, 4, 20)
AT = datetime(2026, 4, 20, 12, tzinfo=UTC)
SECRET = "XK-77-SECRET"


def without(agreement, *fields):
    """The agreement's words, sharing some fields less."""
    for field in fields:
        agreement, found = re.subn(rf'\{{name = "{field}", why = "[^"]*"\}}(, )?', "", agreement)
        assert found
    return agreement


@pytest.fixture
def place(tmp_path):
    class Place:
        warehouse = tmp_path / "w"
        agreement = tmp_path / "agreement.toml"

        def extract(self, *rows, headers=HEADERS, sender="N0852", name="a.csv"):
            return write_extract(
                tmp_path / name, rows, headers=headers, sidecar=dict(SIDECAR) | {"sender": f'"{sender}"'}
            )

        def load(self, path, words, **how):
            self.agreement.write_text(words)
            return load(
                [path], self.warehouse, received_on=RECEIVED, key_path=tmp_path / "key", agreement=self.agreement, **how
            )

        def rows(self, table, words=None):
            if words is not None:
                self.agreement.write_text(words)
            grant = grant_for(self.warehouse, self.agreement, AT)
            opened = open_warehouse(self.warehouse, grant=grant)
            try:
                return opened.table(table).to_pyarrow().to_pylist()
            finally:
                opened.close()

    return Place()


def text_of(report):
    return "\n".join(report.lines())


def test_what_is_not_shared_is_stored_nowhere_and_the_report_says_so(place):
    path = place.extract(real_row(DRUG1="5101", ETHNIC="ZZ"))
    report = place.load(path, without(AGREEMENT, "ETHNIC", "DRUG1"))
    assert report.exit_status == 0, text_of(report)
    assert "kept nowhere, as agreement 'county-2026' does not share them: " in text_of(report)
    (delivery,) = read_manifest(place.warehouse).deliveries
    assert set(delivery.left_out) == {"ETHNIC", "DRUG1"}
    (client,), (episode,) = place.rows("client"), place.rows("episode")
    assert client["ethnic"] is None
    assert episode["drug1"] is None
    assert "code-not-in-list" not in text_of(report)  # ETHNIC is not looked at: it is as if it had not been sent


def test_it_is_the_same_as_if_the_column_had_not_been_sent(place, tmp_path):
    path = place.extract(real_row(DRUG1="5101"), real_row(EPISODID="e2", DRUG1="4000"))
    place.load(path, without(AGREEMENT, "DRUG1"))
    held = [{k: v for k, v in one.items() if k != "delivery_id"} for one in place.rows("episode")]
    place.warehouse = tmp_path / "other"
    fewer = tuple(header for header in HEADERS if header != "DRUG1")
    rows = [real_row(), real_row(EPISODID="e2")]
    place.load(place.extract(*rows, headers=fewer, name="b.csv"), AGREEMENT)
    assert [{k: v for k, v in one.items() if k != "delivery_id"} for one in place.rows("episode")] == held


def test_a_header_that_nobody_knows_is_not_kept_beside_either(place, tmp_path):
    path = place.extract(real_row(NOTES=SECRET), headers=(*HEADERS, "NOTES"))
    report = place.load(path, AGREEMENT)
    assert report.exit_status == 0, text_of(report)
    assert "does not share them: NOTES" in text_of(report)
    assert SECRET not in text_of(report)
    (delivery,) = read_manifest(place.warehouse).deliveries
    assert delivery.left_out == ("NOTES",)
    assert not [one for one in (place.warehouse / "deliveries").rglob("*") if "extra" in one.name]


def test_a_check_says_beforehand_what_would_be_left_out_and_keeps_nothing(place):
    path = place.extract(real_row(DRUG1="5101", NOTES=SECRET), headers=(*HEADERS, "NOTES"))
    place.agreement.write_text(without(AGREEMENT, "DRUG1"))
    told = check([path], agreement=place.agreement, at=AT)
    assert told.exit_status == 0
    assert "Checked; it can be loaded under agreement 'county-2026'." in text_of(told)
    assert "does not share these, which would be left out at the door: DRUG1, NOTES." in text_of(told)
    assert SECRET not in text_of(told)
    (loaded,) = place.load(path, place.agreement.read_text()).files
    assert any("does not share them: DRUG1, NOTES." in line for line in loaded.lines())


@pytest.mark.parametrize(
    ("words", "at", "why"),
    [
        (without(AGREEMENT, "DOB"), AT, "does not share DOB of ndtms-adult, without which no row of it can be used"),
        (AGREEMENT, datetime(2036, 4, 20, 12, tzinfo=UTC), "Cannot be loaded: "),
    ],
)
def test_a_check_says_beforehand_that_an_agreement_lets_nothing_in(place, words, at, why):
    place.agreement.write_text(words)
    told = check([place.extract(real_row())], agreement=place.agreement, at=at)
    assert told.exit_status == 1
    assert why in text_of(told)


@pytest.mark.parametrize("field", ["DISD", "DOB", "CONSENT"])
def test_a_field_that_every_row_needs_is_asked_for_plainly(place, field):
    report = place.load(place.extract(real_row()), without(AGREEMENT, field))
    assert report.exit_status == 1
    assert f"does not share {field} of ndtms-adult, without which no row of it can be used" in text_of(report)
    assert not read_manifest(place.warehouse).deliveries if (place.warehouse / "CURRENT").exists() else True


def test_shared_later_it_comes_in_with_the_same_file(place):
    path = place.extract(real_row(DRUG1="5101"))
    place.load(path, without(AGREEMENT, "DRUG1"))
    assert not place.load(path, without(AGREEMENT, "DRUG1")).is_changed
    assert place.load(path, AGREEMENT).is_changed
    assert place.rows("episode")[0]["drug1"] == "5101"


def test_shared_no_more_it_disappears_from_what_is_held(place):
    place.load(place.extract(real_row(DRUG1="5101")), AGREEMENT)
    assert place.rows("episode")[0]["drug1"] == "5101"
    assert place.rows("episode", without(AGREEMENT, "DRUG1"))[0]["drug1"] is None
    assert place.rows("episode", AGREEMENT)[0]["drug1"] == "5101"
    with pytest.raises(Refusal, match="does not share DISD of ndtms-adult"):
        place.rows("episode", without(AGREEMENT, "DISD"))


def test_of_invented_people_everything_comes_in(place):
    path = place.extract(row(DRUG1="5101"), sender="X0001")
    assert place.load(path, without(AGREEMENT, "DRUG1", "DOB")).exit_status == 0
    (delivery,) = read_manifest(place.warehouse).deliveries
    assert (delivery.is_synthetic, delivery.left_out) == (True, ())


SENT = "start_on,area,substance,seizures,grams\n2026-01-01,E07000008,crack,4,12.5\n"
SAID = """sender = "police"
feed = "police-seizures"
extract_on = 2026-02-02
covers_from = 2026-01-01
covers_to = 2026-02-01
"""


def feed_rows(place, tmp_path, words):
    path = tmp_path / "seizures.csv"
    path.write_text(SENT)
    path.with_name("seizures.csv.toml").write_text(SAID)
    report = place.load(path, words)
    return report


def test_of_a_partners_feed_a_number_can_be_left_out_and_its_bytes_are_not_kept(place, tmp_path):
    report = feed_rows(place, tmp_path, without(SEIZURES, "grams"))
    assert report.exit_status == 0, text_of(report)
    assert "does not share them: grams" in text_of(report)
    place.agreement.write_text(without(SEIZURES, "grams"))
    (delivery,) = read_manifest(place.warehouse).deliveries
    assert not list((place.warehouse / "deliveries" / delivery.id).glob("received*"))
    assert all(b"12.5" not in one.read_bytes() for one in place.warehouse.rglob("*") if one.is_file())


def test_of_a_partners_feed_what_tells_rows_apart_is_needed(place, tmp_path):
    report = feed_rows(place, tmp_path, without(SEIZURES, "substance"))
    assert report.exit_status == 1
    assert "does not share substance of police-seizures" in text_of(report)
