"""What a spreadsheet did to a file is recognised and refused with the fix; what merely looks odd is not."""

import csv

import pytest

from joinedup.intake import examine
from joinedup.intake.snapshot import snapshot_csv
from joinedup.jobs.check import check
from support.extract import HEADERS, SIDECAR, row, write_extract

DATES = ("DOB", "REFLD", "TRIAGED")


def saved_by_a_spreadsheet(one):
    """Return a row as a spreadsheet writes it back: day-first dates, long numbers in scientific form, no zeros."""
    changed = dict(one)
    for header in DATES:
        value = changed[header]
        changed[header] = f"{value[6:8]}/{value[4:6]}/{value[:4]}"
    changed["EPISODID"] = f"{float(changed['EPISODID']):.5E}"
    changed["AGNCY"] = changed["AGNCY"].lstrip("0")
    return changed


def found(path):
    (report,) = check([path]).files
    return report, {one.rule: one for one in report.findings}


def test_a_file_saved_by_a_spreadsheet_is_refused_with_every_sign_and_the_fix(tmp_path):
    rows = [saved_by_a_spreadsheet(row(AGNCY="00852", EPISODID=f"12345678901234567{n}")) for n in range(10, 14)]
    path = write_extract(tmp_path / "a.csv", rows, sidecar=dict(SIDECAR) | {"sender": '"00852"'})
    report, rules = found(path)
    assert not report.is_usable
    assert set(rules) == {"dates-rewritten", "ids-in-scientific-form", "leading-zeros-lost"}
    assert {str(one.severity) for one in rules.values()} == {"reject file"}
    assert rules["dates-rewritten"].field == "DOB, REFLD, TRIAGED"
    assert all(one.rows == (2, 3, 4, 5) and one.total == 4 for one in rules.values())
    text = "\n".join(report.lines())
    assert "without opening it in a spreadsheet" in text
    assert "12/04/2021" not in text
    assert "E+1" not in text


@pytest.mark.parametrize("written", ["01-Apr-21", "1/4/2021", "01.04.2021", "01/04/2021 00:00"])
def test_day_first_dates_are_known_in_their_many_forms(tmp_path, written):
    path = write_extract(tmp_path / "a.csv", [row(TRIAGED=written, REFLD=written)])
    assert "dates-rewritten" in found(path)[1]


def test_a_few_mistyped_dates_set_their_rows_aside_and_no_more(tmp_path):
    rows = [row(), row(EPISODID="e2", TRIAGED="10/04/2021", REFLD="01/04/2021")]
    report, rules = found(write_extract(tmp_path / "a.csv", rows))
    assert report.is_usable
    assert rules["triage-date-unusable"].rows == (3,)
    assert "dates-rewritten" not in rules


@pytest.mark.parametrize("identity", ["E+1", "1E12", "e12", "1.5", "2021E4", "a1.2E+4"])
def test_ids_that_only_look_like_numbers_are_ids(tmp_path, identity):
    report, rules = found(write_extract(tmp_path / "a.csv", [row(EPISODID=identity)]))
    assert report.is_usable
    assert "ids-in-scientific-form" not in rules


def test_zeros_that_the_agency_code_still_has_are_no_sign(tmp_path):
    path = write_extract(tmp_path / "a.csv", [row(AGNCY="00852")], sidecar=dict(SIDECAR) | {"sender": '"00852"'})
    assert "leading-zeros-lost" not in found(path)[1]


def text_of(path, line_end="\n"):
    """Return an extract's lines of three rows, ids e1 to e3, the last with a triage date that cannot be read."""
    rows = [row(EPISODID="e1"), row(EPISODID="e2"), row(EPISODID="e3", TRIAGED="x")]
    return write_extract(path, rows).read_text().splitlines()


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_blank_rows_and_line_ends_in_quotes_keep_row_numbers_true(tmp_path, line_end):
    path = tmp_path / "a.csv"
    lines = text_of(path)
    lines[1] = lines[1].replace('"ref-1"', f'"ref{line_end}1"')
    lines[2:2] = ["", '"one","two"', ""]
    path.write_bytes(line_end.join(lines).encode())
    report, rules = found(path)
    assert report.is_usable
    assert rules["row-not-split"].rows == (4,)
    assert rules["triage-date-unusable"].rows == (7,)


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_quote_left_open_is_refused_rather_than_lose_the_rows_after_it(tmp_path, place):
    path = tmp_path / "a.csv"
    lines = [line.replace('"', "") for line in text_of(path)]
    lines += [line.replace("e1", f"f{number}") for number, line in enumerate([lines[1]] * 30)]
    lines[place] = lines[place].replace("ref-1", '"ref-1')
    path.write_text("\n".join(lines) + "\n")
    report, _ = found(path)
    assert not report.is_usable
    assert f"opened in row {place + 1} is not closed" in report.verdict


def test_a_quote_that_swallows_a_million_lines_is_found(tmp_path):
    path = tmp_path / "a.csv"
    lines = [line.replace('"', "") for line in text_of(path)]
    lines[2] = lines[2].replace("ref-1", '"ref-1')
    path.write_text("\n".join([*lines, *([lines[1]] * 20_000)]) + "\n")
    assert "opened in row 3 is not closed" in found(path)[0].verdict


def test_one_misquoted_row_is_set_aside_and_the_others_are_read(tmp_path):
    path = tmp_path / "a.csv"
    lines = text_of(path)
    lines[2] = lines[2].replace('"ref-1"', '"ref"-1')
    path.write_text("\n".join(lines) + "\n")
    report, rules = found(path)
    assert report.is_usable
    assert rules["row-not-split"].rows == (3,)
    assert "3 rows." in report.facts


def test_four_hundred_columns_are_read(tmp_path):
    extra = tuple(f"LOCAL{number}" for number in range(400 - len(HEADERS)))
    rows = [row() | dict.fromkeys(extra, "x"), row(EPISODID="e2", TRIAGED="x")]
    report, rules = found(write_extract(tmp_path / "a.csv", rows, headers=(*HEADERS, *extra)))
    assert report.is_usable
    assert rules["triage-date-unusable"].rows == (3,)
    assert any("LOCAL0, LOCAL1" in note for note in report.notes)


def test_a_real_export_with_unknown_columns_and_codes_loads_and_says_so(tmp_path):
    extra = tuple(f"LOCAL{number}" for number in range(25))
    rows = [row(EPISODID=f"e{n}", RFLS=f"7{n}") | dict.fromkeys(extra, "x") for n in range(5)]
    report, rules = found(write_extract(tmp_path / "a.csv", rows, headers=(*HEADERS, *extra)))
    assert report.is_usable
    assert rules["code-not-known-episode"].total == 5
    assert str(rules["code-not-known-episode"].severity) == "warn"
    assert all(header in " ".join(report.notes) for header in extra)


def test_a_cell_beyond_any_header_and_one_of_a_megabyte_are_rows_set_aside_or_read(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, HEADERS, quoting=csv.QUOTE_ALL, restval="")
        writer.writeheader()
        writer.writerows([row(), row(EPISODID="e2", CLIENT="x" * 3_000_000), row(EPISODID="e3")])
    report, rules = found(path)
    assert report.is_usable
    assert rules["row-not-split"].rows == (3,)


def test_a_header_too_long_for_any_file_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('AGNCY,"' + "x" * 200_000 + '"\n1,2\n')
    assert "not a CSV file that we can read" in found(path)[0].verdict


def test_a_file_that_grows_between_hash_and_reading_is_refused(tmp_path, monkeypatch):
    path = write_extract(tmp_path / "a.csv", [row()])
    line = path.read_text().splitlines()[1]

    def grown(*arguments, **named):
        taken = snapshot_csv(*arguments, **named)
        with path.open("a") as file:
            file.write(line + "\n")
        return taken

    monkeypatch.setattr(examine, "snapshot_csv", grown)
    assert "changed while it was read" in found(path)[0].verdict
