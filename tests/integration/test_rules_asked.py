"""Rules over whole files: facts of an episode, dates after the extract, data sets, old letters, unknown columns."""

from datetime import date

import pytest

from joinedup.definitions.standards.letters import ndtms_letter
from joinedup.jobs.check import check
from joinedup.jobs.load import load
from joinedup.warehouse.store import open_warehouse
from support.extract import HEADERS, SIDECAR, row, write_extract


def found(tmp_path, rows, **sidecar):
    (report,) = check([write_extract(tmp_path / "a.csv", rows, sidecar=dict(SIDECAR) | sidecar)]).files
    return {one.rule: (str(one.severity), one.rows) for one in report.findings}


RECEIVED = date(2026, 4, 20)
CLOSED = {"DISD": "20210601", "DISRSN": "81"}
STARTED = {"MODID": "m1", "MODAL": "95", "MODST": "20210412"}
REVIEWED = {"SUBMID": "s1", "SUBMODDT": "20210501", "PHMETMAIN": "Y"}
ENDED = STARTED | {"MODEND": "20210420", "MODEXIT": "A"}


@pytest.mark.parametrize(
    ("rows", "rule", "at"),
    [
        ([row(), row(EPISODID="e2", TOPID="t", TOPDATE="20260301")], "no-contact-for-long", (2,)),
        (
            [row(**STARTED), row(EPISODID="e2", **STARTED, TOPID="t", TOPDATE="20210413")],
            "outcomes-profile-missing",
            (2,),
        ),
        ([row(DISD="20210410", DISRSN="81"), row(EPISODID="e2", **CLOSED)], "same-day-start-and-end", (2,)),
        ([row(**ENDED), row(**STARTED | {"MODID": "m2"}), row(EPISODID="e2", **ENDED)], "no-open-intervention", (4,)),
        (
            [
                row(**CLOSED, **ENDED),
                row(**CLOSED, **ENDED | {"MODID": "m2", "MODEND": "20210530"}),
                row(EPISODID="e2", **CLOSED, **ENDED),
            ],
            "discharged-long-after-last-intervention",
            (4,),
        ),
        (
            [
                row(**STARTED, **REVIEWED),
                row(EPISODID="e2", **STARTED, **REVIEWED),
                row(EPISODID="e2", **STARTED | {"MODID": "m2", "MODAL": "94"}),
            ],
            "medicine-without-prescribing",
            (2,),
        ),
    ],
)
def test_all_rows_of_an_episode_are_looked_at_together_and_it_is_told_once(tmp_path, rows, rule, at):
    assert found(tmp_path, rows)[rule] == ("data quality", at)


def test_a_day_after_the_extract_is_told_only_where_the_extract_day_is_known(tmp_path):
    rows = [row(DISD="20260416", DISRSN="81", TOPID="t1", TOPDATE="20260417")]
    told = found(tmp_path, rows)
    assert told["discharge-after-extract"][0] == told["outcomes-profile-after-extract"][0] == "warn"
    (report,) = check([write_extract(tmp_path / "b.csv", rows, sidecar=None)]).files
    assert not {"discharge-after-extract", "outcomes-profile-after-extract"} & {one.rule for one in report.findings}


def test_young_people_are_told_in_an_adult_file_and_not_in_their_own(tmp_path):
    rows = [row(DOB="20050101", PSYMOTI="Y", SUBMID="s1", SUBMODDT="20210501")]
    assert "under-18-in-adult-service" in found(tmp_path, rows)
    own = found(tmp_path, rows, feed='"ndtms-young-people"')
    assert "under-18-in-adult-service" not in own
    assert own["item-of-another-data-set-sub-intervention-review"][0] == "data quality"


def test_a_code_that_left_the_list_is_told_from_that_day_on(tmp_path):
    before = row(RFLS="8", REFLD="20160401", TRIAGED="20170331")
    after = row(RFLS="8", REFLD="20160401", TRIAGED="20170401", EPISODID="e2")
    assert found(tmp_path, [before, after])["code-not-in-list-then-episode"] == ("data quality", (3,))


def test_a_day_that_is_only_remembered_is_no_ground_to_complain(tmp_path):
    told = found(tmp_path, [row(TRIAGED="20220501", ACCMNEED="1", DAT="X01B", DUALDIAG="Y")], letter='"N"')
    assert "item-not-in-letter-episode" not in told
    headers = (*HEADERS, "DUALDIAG")
    path = write_extract(tmp_path / "b.csv", [row(TRIAGED="20220501", DUALDIAG="Y")], headers=headers)
    (report,) = check([path]).files
    assert [one.field for one in report.findings if one.rule == "item-not-in-letter-episode"] == ["DUALDIAG"]


def test_a_report_with_findings_says_where_each_rule_is_told(tmp_path):
    sound = row(TOPID="t1", TOPDATE="20260401")
    assert "docs/reference/rules.md" not in "\n".join(check([write_extract(tmp_path / "a.csv", [sound])]).lines())
    faulty = check([write_extract(tmp_path / "b.csv", [row(DRUG1="")])])
    assert faulty.lines()[-1].endswith("docs/reference/rules.md#RULE.")


def test_a_code_longer_than_its_layout_is_told_and_not_shown(tmp_path):
    (report,) = check([write_extract(tmp_path / "a.csv", [row(PREGNANT="JANE DOE")])]).files
    assert "value-too-long-episode" in {one.rule for one in report.findings}
    assert "JANE" not in "\n".join(report.lines())


def test_residence_by_either_of_its_headers_is_enough(tmp_path):
    headers = tuple(header for header in HEADERS if header != "DAT")
    rows = [row(), row(EPISODID="e2", UTLA="")]
    (report,) = check([write_extract(tmp_path / "a.csv", rows, headers=headers)]).files
    assert {one.rule: one.rows for one in report.findings}["residence-missing"] == (3,)


@pytest.mark.parametrize("letter", ["H", "K"])
def test_a_file_of_an_old_letter_loads_with_its_obsolete_items(tmp_path, letter):
    headers = ndtms_letter(letter).written.headers
    old = row(REFLD="20130401", TRIAGED="20130410", DUALDIAG="Y", SEXUAL="H", OPRAGNCY="a name", PHMAIN="Y", SUBMID="s")
    path = write_extract(tmp_path / "a.csv", [old], headers=headers, sidecar=dict(SIDECAR) | {"letter": f'"{letter}"'})
    report = load([path], tmp_path / "warehouse", received_on=RECEIVED, key_path=tmp_path / "installation.key")
    text = "\n".join(report.lines())
    assert report.exit_status == 0
    assert f"Taken for letter {letter}" in text
    assert "not known to us, kept apart" not in text
    (episode,) = open_warehouse(tmp_path / "warehouse").table("episode").to_pyarrow().to_pylist()
    assert (episode["dualdiag"], episode["sexual"]) == ("Y", "H")
    assert "opragncy" not in episode
