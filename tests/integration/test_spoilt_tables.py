"""Shared tables (population, published, prevalence): what the engine would take for a value, and rows that are lost."""

import pytest

from joinedup.jobs.check import check
from joinedup.warehouse.contracts import CONTRACTS

PUBLISHED = tuple(CONTRACTS["published"])
SOUND = {
    "measure": "deaths",
    "area": "E06000031",
    "area_name": "Peterborough",
    "start_on": "2020-01-01",
    "end_on": "2021-01-01",
    "value": "5.5",
    "source": "ONS",
}


def table(path, *rows, headers=PUBLISHED):
    lines = [",".join(headers), *(",".join(one.get(h.lower(), "") for h in headers) for one in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def report_of(path):
    (one,) = check([path], threads=1).files
    return one


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *[("value", one) for one in ("nan", "inf", "-Infinity", "1e400", "0x10", "1_000", "1e")],
        *[("start_on", one) for one in ("infinity", "epoch", "5000000-01-01", "0000-01-01", "2020-1-1", "01/02/2020")],
        *[("decimals", one) for one in ("1.6", "1e1", "true", "99999999999999999999")],
    ],
)
def test_what_only_the_engine_takes_for_a_value_is_set_aside_with_its_row(tmp_path, column, value):
    later = SOUND | {"area": "E06000032"}
    report = report_of(table(tmp_path / "a.csv", SOUND, later | {column: value}))
    assert [(one.rule, one.field, one.rows) for one in report.findings] == [("value-not-read", column, (3,))]
    alone = report_of(table(tmp_path / "b.csv", SOUND | {column: value}))
    assert f"in row 2, for one, {column} holds what it cannot. To mend: write" in alone.verdict


@pytest.mark.parametrize("value", ["5", "5.", ".5", "-5.25", "+5", "5e-3", "1E6", ""])
def test_numbers_as_people_and_programs_write_them_are_read(tmp_path, value):
    assert report_of(table(tmp_path / "a.csv", SOUND | {"value": value})).is_usable


def test_headers_in_capitals_are_the_same_headers_and_one_twice_is_refused(tmp_path):
    capitals = tuple(header.upper() for header in PUBLISHED)
    assert report_of(table(tmp_path / "a.csv", SOUND, headers=capitals)).is_usable
    twice = report_of(table(tmp_path / "b.csv", SOUND, headers=(*PUBLISHED, "AREA")))
    assert "has the header area twice" in twice.verdict


def test_blank_and_broken_rows_keep_the_numbers_of_later_ones_true(tmp_path):
    path = table(tmp_path / "a.csv", SOUND, SOUND | {"area": "E06000032", "value": "x"})
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], "", "one,two", *lines[1:]]) + "\n")
    found = {one.rule: one.rows for one in report_of(path).findings}
    assert found == {"row-not-split": (3,), "value-not-read": (5,)}
    path.write_text("\n".join([lines[0], "", lines[1], "one,two", lines[1]]) + "\n")
    assert "rows 3 and 5 are about the same" in report_of(path).verdict


def test_what_stands_where_an_area_belongs_is_not_repeated(tmp_path):
    rows = [SOUND | {"area": area} for area in ("X06000001", "Jane Planted", "E06000031")]
    assert "(X06000001) and real ones (E06000031)" in report_of(table(tmp_path / "a.csv", *rows)).verdict
    assert "real ones (not written as codes)" in report_of(table(tmp_path / "b.csv", *rows[:2])).verdict
