"""Every way a file can be bad gets a sentence and a non-zero exit; nothing personal is printed."""

import json

import pytest

from joinedup.jobs.check import check
from support.extract import HEADERS, SIDECAR, refused, row, write_extract


def said(path, **options):
    report = check([path], **options)
    return report.exit_status, "\n".join(report.lines())


def written(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    return path


def without(*headers):
    return tuple(header for header in HEADERS if header not in headers)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty: it holds no bytes"),
        (b"PK\x03\x04rest", "not a CSV file, and cannot be opened"),
        (b"\xd0\xcf\x11\xe0rest", "is an old workbook, not a CSV"),
        (b"A,B\n1,\x00\n", "holds bytes that are not text"),
        (b"just words\nand more\n", "not a CSV file that we can read"),
        (b"AGNCY;EPISODID\n1;2\n", "separated by semicolons"),
        ("AGNCY,EPISODID\n1,2\n".encode("utf-16"), "in the encoding UTF-16"),
        (b"AGNCY,EPISODID\nX0001,1\nX0001,caf\xe9\n", "not in the encoding UTF-8: row 3"),
        (b"AGNCY,EPISODID\nX0001,caf\xc3", "not in the encoding UTF-8: row 2"),
        (b"NAME,AGE\nx,2\n", "none of the files that we can read"),
        (b"AGNCY,EPISODID,CONSENT\nX0001,1,Y\n", "lacks the headers CLIENTID, FINITIAL"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path, content, words):
    status, text = said(written(tmp_path, content))
    assert status == 1
    assert words in text


def test_a_missing_file_and_a_folder_say_so(tmp_path):
    assert "There is no file" in said(tmp_path / "none.csv")[1]
    assert "is a folder" in said(tmp_path)[1]


def test_headers_without_rows_are_refused(tmp_path):
    status, text = said(write_extract(tmp_path / "a.csv", []))
    assert status == 1
    assert "headers and no row" in text


@pytest.mark.parametrize("header", ["TRIAGED", "CONSENT", "DOB"])
def test_a_needed_header_that_is_missing_is_named(tmp_path, header):
    status, text = said(write_extract(tmp_path / "a.csv", [row()], headers=without(header)))
    assert status == 1
    assert f"lacks the header {header}" in text


def test_other_missing_headers_are_listed_and_the_file_is_usable(tmp_path):
    status, text = said(write_extract(tmp_path / "a.csv", [row()], headers=without("HOUSING", "REFLD")))
    assert status == 0
    assert "does not have (2)" in text
    assert "referral-date-missing" not in text


def test_extra_headers_are_listed_and_never_reject(tmp_path):
    rows = [row() | {"LOCALNOTE": "Jane likes tea", "SHOE": "7"}]
    status, text = said(write_extract(tmp_path / "a.csv", rows, headers=(*HEADERS, "LOCALNOTE", "SHOE")))
    assert status == 0
    assert "Headers not known to us, kept apart and used for nothing: LOCALNOTE, SHOE" in text
    assert "Jane" not in text


def test_a_header_twice_and_a_blank_header_are_refused(tmp_path):
    assert "has the header SEX twice" in said(write_extract(tmp_path / "a.csv", [row()], headers=(*HEADERS, "SEX")))[1]
    assert "has no header" in said(write_extract(tmp_path / "b.csv", [row()], headers=(*HEADERS, "")))[1]


def test_lower_case_headers_and_a_byte_order_mark_are_read(tmp_path):
    path = write_extract(tmp_path / "a.csv", [row()])
    text = path.read_text()
    head, rest = text.split("\n", 1)
    path.write_bytes(b"\xef\xbb\xbf" + (head.lower() + "\n" + rest).encode())
    status, text = said(path)
    assert status == 0
    assert "it can be loaded" in text


def test_consent_refused_with_data_rejects_the_file_and_shows_none_of_it(tmp_path):
    leak = refused(DOB="19790101", DRUG1="3201", FINITIAL="Q")
    status, text = said(write_extract(tmp_path / "a.csv", [row(), leak]), show_values=True)
    assert status == 1
    assert "consent is N and other items are filled (1 row)" in text
    assert "Rows 3." in text
    assert "3201" not in text
    assert "19790101" not in text


def test_a_refusal_that_holds_nothing_else_is_only_counted(tmp_path):
    status, text = said(write_extract(tmp_path / "a.csv", [row(), refused(), refused(CLIENTID="c8")]))
    assert status == 0
    assert "2 rows without consent: counted, never loaded" in text


@pytest.mark.parametrize(
    ("rows", "rule", "where"),
    [
        ([row(TRIAGED="20210231")], "triage-date-unusable", "2"),
        ([row(TRIAGED="NA")], "triage-date-unusable", "2"),
        ([row(DOB="")], "birth-date-unusable", "2"),
        ([row(DISD="31/03/2022")], "discharge-date-unusable", "2"),
        ([row(DISD="20200101")], "discharge-before-triage", "2"),
        ([row(DOB="20220101")], "born-after-triage", "2"),
        ([row(CONSENT="")], "consent-not-recorded", "2"),
        ([row(EPISODID="")], "episode-id-missing", "2"),
        ([row(), row(DRUG1="3200")], "episode-rows-disagree", "2"),
        ([row(), row(CLIENTID="c2")], "episode-rows-disagree", "2"),
        ([row(MODID="m1", MODAL="95"), row(MODID="m1", MODAL="94")], "intervention-id-used-twice", "2"),
        ([row(MODAL="95")], "intervention-id-missing", "2"),
        ([row(TOPID="t1", TOPDATE="2021-13-01")], "outcomes-profile-undated", "2"),
        (
            [row(EPISODID="e0"), row(MODID="m1", MODST="20210501", MODEND="20210430")],
            "intervention-ends-before-start",
            "3",
        ),
    ],
)
def test_what_our_sums_cannot_use_is_set_aside_by_row(tmp_path, rows, rule, where):
    (report,) = check([write_extract(tmp_path / "a.csv", rows)]).files
    found = [one for one in report.findings if one.rule == rule]
    assert [one.severity for one in found] == ["set aside"]
    assert [str(row) for row in found[0].rows] == [where]
    assert "Set aside: we cannot use these rows" in "\n".join(report.lines())


@pytest.mark.parametrize(
    ("items", "rule"),
    [
        ({"REFLD": "20210501"}, "triage-before-referral"),
        ({"DRUG1": ""}, "first-substance-missing"),
        ({"RFLS": "77"}, "code-not-known-episode"),
        ({"CPLANDT": "20210001"}, "value-not-read-episode"),
        ({"CHILDWTH": "99"}, "value-not-read-episode"),
        ({"UTLA": "", "DAT": ""}, "residence-missing"),
        ({"DISD": "20220101", "DISRSN": ""}, "discharge-reason-missing"),
        ({"HOUSING": "1"}, "item-not-in-letter-episode"),
    ],
)
def test_the_rest_only_advises(tmp_path, items, rule):
    (report,) = check([write_extract(tmp_path / "a.csv", [row(**items)])]).files
    assert rule in {one.rule for one in report.findings}
    assert {str(one.severity) for one in report.findings} <= {"warn", "data quality"}


def test_rows_that_cannot_be_split_are_named_and_the_numbers_of_later_rows_stay_true(tmp_path):
    path = write_extract(tmp_path / "a.csv", [row(EPISODID="e1"), row(EPISODID="e2"), row(EPISODID="e3", TRIAGED="x")])
    lines = path.read_text().split("\n")
    lines.insert(2, '"one","two"')
    path.write_text("\n".join(lines))
    (report,) = check([path]).files
    found = {one.rule: one.rows for one in report.findings}
    assert found["row-not-split"] == (3,)
    assert found["triage-date-unusable"] == (5,)


PLANTED = {
    "FINITIAL": "Q7Q",
    "SINITIAL": "W8W",
    "DOB": "19661332",
    "PC": "ZZ99 9",
    "CLIENT": "Jane Planted",
    "CLIENTID": "client-planted",
    "EPISODID": "episode-planted",
    "MODID": "modality-planted",
    "RFLS": "PLANTED",
    "ROUTE": "4857773456",
    "X_CMSID": "Planted words",
    "MODST": "Planted words",
    "CHILDWTH": "4857773456",
}


def test_no_personal_value_is_in_a_report(tmp_path):
    rows = [row(**PLANTED), row(**PLANTED | {"TRIAGED": "bad", "MODID": "modality-planted-2"})]
    path = write_extract(tmp_path / "a.csv", rows)
    report = check([path])
    for text in ("\n".join(report.lines()), json.dumps(report.as_dict())):
        assert "birth-date-unusable" in text or "episode-rows-disagree" in text
        for value in PLANTED.values():
            assert value not in text
            assert value.upper() not in text


def test_values_are_shown_to_the_holder_who_asks_and_the_report_says_so(tmp_path):
    report = check([write_extract(tmp_path / "a.csv", [row(DOB="19661332")])], show_values=True)
    text = "\n".join(report.lines())
    assert "19661332" in text
    assert text.startswith("Contains personal data: do not send.")


def test_a_sound_file_of_real_codes_says_that_an_agreement_is_needed(tmp_path):
    status, text = said(write_extract(tmp_path / "a.csv", [row(AGNCY="N0852")]))
    assert status == 0
    assert "loading it needs an agreement" in text


def test_check_runs_without_coverage_and_asks_for_it(tmp_path):
    status, text = said(write_extract(tmp_path / "a.csv", [row()], sidecar=None))
    assert status == 0
    assert "write a.csv.toml beside it with sender, feed" in text


def test_a_feed_that_is_not_the_file_is_refused(tmp_path):
    path = write_extract(tmp_path / "a.csv", [row()], sidecar=dict(SIDECAR) | {"feed": '"population"'})
    assert "is said to be the feed 'population'" in said(path)[1]
