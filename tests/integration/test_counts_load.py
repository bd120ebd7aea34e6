"""Counts-only files on their way into a warehouse: let in by signature, superseded whole, read as of a day."""

from datetime import date, timedelta

import pytest

from joinedup.core.refusal import Refusal
from joinedup.intake.counts_file import sign, to_text
from joinedup.jobs.check import check
from joinedup.jobs.load import load
from joinedup.jobs.provider_counts import added, lines_of, open_counts, own_figures, own_rows
from joinedup.kinds.provider_counts import ALL_ROWS
from joinedup.warehouse.store import read_manifest
from support.counting import AT, IN_ALCOHOL, KEY, OTHER_KEY, WOMEN, counts, person_count, write_agreement
from support.extract import row, write_extract

RECEIVED = AT.date()
REAL = {"sender": "N0852", "counts": (person_count(40, area="E10000003"), person_count(12, indicator=WOMEN, of=40))}


class Desk:
    """The partnership's machine."""

    def __init__(self, folder):
        self.folder, self.warehouse = folder, folder / "w"
        keys = {"X0001": KEY.public, "N0852": OTHER_KEY.public, "X0002": None}
        self.agreement = write_agreement(folder / "agreement.toml", keys)

    def write(self, given, key=KEY, name="counts.json"):
        path = self.folder / name
        path.write_text(to_text(sign(given, key) if key else given), encoding="utf-8")
        return path

    def load(self, *paths, on=RECEIVED, **more):
        said = {"agreement": self.agreement, "at": AT} | more
        return load(paths, self.warehouse, received_on=on, key_path=self.folder / "key", **said)

    def read(self, **how):
        opened = open_counts(self.warehouse, how.pop("agreement", self.agreement), at=AT, **how)
        try:
            return own_figures(opened), own_rows(opened), lines_of(opened, indicator=None, area=None, year=None)
        finally:
            opened.close()

    def told(self, **how):
        return {(one.sender, one.about): one.numerator for one in self.read(**how)[0]}


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def verdict(report):
    assert report.exit_status == 1
    return report.files[0].verdict


def test_what_the_sender_signed_is_held_as_it_stands(desk):
    report = desk.load(desk.write(counts(person_count(40), person_count(None, indicator=WOMEN))))
    assert report.exit_status == 0, report.lines()
    assert desk.told() == {("X0001", IN_ALCOHOL): 40, ("X0001", WOMEN): None}
    (delivery,) = read_manifest(desk.warehouse).deliveries
    assert (delivery.sender, delivery.feed, delivery.agreement) == ("X0001", "ndtms-adult-counts", "county-2026")
    assert not delivery.is_case_level
    assert "1 told and 1 hidden" in "\n".join(desk.read()[2])


def test_the_same_file_twice_changes_nothing(desk):
    path = desk.write(counts())
    first = desk.load(path)
    again = desk.load(path, on=RECEIVED + timedelta(days=1))
    assert not again.is_changed
    assert again.version == first.version == 1
    assert "Unchanged" in again.files[0].verdict


def test_a_later_file_takes_the_place_of_the_whole_and_the_old_one_is_read_as_of_its_day(desk):
    desk.load(desk.write(counts()))
    later = counts(person_count(50), extract_on=date(2026, 5, 2))
    report = desk.load(desk.write(later), on=date(2026, 5, 3))
    assert "in place of" in report.files[0].verdict
    assert desk.told() == {("X0001", IN_ALCOHOL): 50}
    assert desk.told(as_of=RECEIVED) == {("X0001", IN_ALCOHOL): 40, ("X0001", WOMEN): 12}


def test_one_older_than_what_is_held_is_refused(desk):
    desk.load(desk.write(counts()))
    older = desk.write(counts(extract_on=date(2026, 4, 1)), name="older.json")
    assert "older than the delivery held" in verdict(desk.load(older))
    assert desk.told()["X0001", IN_ALCOHOL] == 40


@pytest.mark.parametrize(
    ("key", "more", "words"),
    [
        (None, {}, "not signed"),
        (OTHER_KEY, {}, "signed with the key"),
        (KEY, {"sender": "X0009"}, "no party that sends as X0009"),
        (KEY, {"sender": "X0002"}, "holds no `signing_key`"),
    ],
)
def test_what_its_sender_did_not_sign_stays_out(desk, key, more, words):
    assert words in verdict(desk.load(desk.write(counts(**more), key)))
    assert list((desk.warehouse / "deliveries").iterdir()) == []


def test_one_byte_changed_keeps_it_out(desk):
    path = desk.write(counts())
    path.write_text(path.read_text().replace('"numerator": 40', '"numerator": 41'))
    assert "does not fit" in verdict(desk.load(path))


def test_a_lapsed_agreement_keeps_it_out_and_closes_what_is_held_of_real_people(desk):
    desk.load(desk.write(counts(**REAL), OTHER_KEY))
    assert desk.told()["N0852", IN_ALCOHOL] == 40
    lapsed = write_agreement(desk.folder / "lapsed.toml", {"N0852": OTHER_KEY.public}, until="2026-04-02")
    assert "ended at" in verdict(desk.load(desk.write(counts(**REAL), OTHER_KEY), agreement=lapsed))
    for given, words in ((lapsed, "ended at"), (None, "--agreement FILE")):
        with pytest.raises(Refusal, match=words):
            desk.read(agreement=given)


def test_synthetic_counts_and_real_ones_never_share_a_warehouse(desk):
    desk.load(desk.write(counts(**REAL), OTHER_KEY))
    assert "is synthetic" in verdict(desk.load(desk.write(counts(), name="invented.json")))
    (desk.folder / "other").mkdir()
    other = Desk(desk.folder / "other")
    other.load(other.write(counts()))
    assert "rows about real people" in verdict(other.load(other.write(counts(**REAL), OTHER_KEY)))


def test_a_count_of_a_real_place_makes_the_file_real_whatever_its_sender_is_called(desk):
    mixed = counts(person_count(40, area="E10000003"))
    report = desk.load(desk.write(mixed))
    assert report.exit_status == 0
    assert not read_manifest(desk.warehouse).deliveries[0].is_synthetic


def test_counts_lie_beside_the_same_senders_rows_and_take_nothings_place(desk):
    extract = write_extract(desk.folder / "rows.csv", [row()])
    report = desk.load(extract, desk.write(counts()))
    assert report.exit_status == 0, report.lines()
    feeds = [one.feed for one in read_manifest(desk.warehouse).deliveries]
    assert feeds == ["ndtms-adult", "ndtms-adult-counts"]


def test_counts_under_another_definition_are_kept_and_said_to_be(desk):
    other = counts(definitions={IN_ALCOHOL: "0" * 12, WOMEN: counts().definitions[WOMEN]})
    report = desk.load(desk.write(other))
    assert f"another version of the definition than ours, so kept apart and never set beside ours: {IN_ALCOHOL}" in (
        "\n".join(report.lines())
    )
    figures, _, lines = desk.read()
    assert {one.about: one.is_ours for one in figures} == {IN_ALCOHOL: False, WOMEN: True}
    assert "1 indicators under other definitions" in "\n".join(lines)


def test_of_two_providers_rows_add_up_and_people_do_not(desk):
    desk.agreement = write_agreement(desk.folder / "both.toml", {"X0001": KEY.public, "X0002": OTHER_KEY.public})
    report = desk.load(desk.write(counts()), desk.write(counts(sender="X0002"), OTHER_KEY, "second.json"))
    assert report.exit_status == 0, report.lines()
    figures, rows, _ = desk.read()
    assert added([one for one in rows if one.about == ALL_ROWS]) == 1800
    with pytest.raises(Refusal, match="one person can be with two"):
        added([one for one in figures if one.about == IN_ALCOHOL])
    opened = open_counts(desk.warehouse, desk.agreement, at=AT)
    try:
        lines = lines_of(opened, indicator=IN_ALCOHOL, area=None, year="2021/22")
    finally:
        opened.close()
    assert sum("40 people" in line for line in lines) == 2
    assert "Not added up" in lines[-1]
    assert "80" not in "".join(lines)


def test_a_check_says_what_a_file_holds_and_whether_its_signature_is_sound(desk):
    path = desk.write(counts())
    (plain,) = check([path]).files
    assert plain.is_usable
    assert "It is signed; name the agreement" in plain.verdict
    assert "2 told and 0 hidden. Hidden is not nought." in "\n".join(plain.lines())
    (sound,) = check([path], agreement=desk.agreement, at=AT).files
    assert "Its signature is sound" in sound.verdict
    (other,) = check([desk.write(counts(), OTHER_KEY)], agreement=desk.agreement, at=AT).files
    assert not other.is_usable
    (unsigned,) = check([desk.write(counts(), None)]).files
    assert "not signed, so it cannot be loaded" in unsigned.verdict


def test_a_broken_file_among_good_ones_is_reported_and_the_others_load(desk):
    broken = desk.folder / "broken.json"
    broken.write_text(to_text(sign(counts(), KEY))[:700])
    report = desk.load(broken, desk.write(counts()))
    assert report.exit_status == 1
    assert "cut short or altered" in report.files[0].verdict
    assert desk.told()["X0001", IN_ALCOHOL] == 40
