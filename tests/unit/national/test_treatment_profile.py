import csv

import pytest

from joinedup.core.refusal import Refusal

FILE = "treatment_profile.csv"
OPIATE = "treatment_profile_opiate.csv"


def printed(path, year):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(row for row in csv.DictReader(file) if row["Reporting period"] == year)


def one(rows, table, measure, year):
    [row] = [row for row in rows(table, measure=measure) if row["start_on"].year == year]
    return row


def test_people_in_treatment_are_a_count_for_england_and_the_financial_year(miniature, read, rows):
    row = one(rows, read(miniature(FILE)).tables["published"], "adults-in-treatment", 2021)
    assert row["numerator"] == float(printed(miniature(FILE), "2021/22")["All in treatment"])
    assert (row["area"], row["area_name"], row["denominator"], row["marker"]) == ("E92000001", "England", None, None)
    assert (row["start_on"].isoformat(), row["end_on"].isoformat()) == ("2021-04-01", "2022-04-01")


def test_waits_over_three_weeks_are_the_two_longer_bands_over_all_three(miniature, read, rows):
    row = one(rows, read(miniature(FILE)).tables["published"], "waiting-over-three-weeks", 2021)
    cells = printed(miniature(FILE), "2021/22")
    under, three_to_six, over = (
        int(cells[f"Waiting times - {band} - All in treatment"])
        for band in ("Under 3 Weeks", "Between 3 and 6 Weeks", "Over 6 Weeks")
    )
    assert (row["numerator"], row["denominator"]) == (three_to_six + over, under + three_to_six + over)


def test_completion_of_exits_is_over_every_kind_of_exit(miniature, read, rows):
    row = one(rows, read(miniature(FILE)).tables["published"], "adults-completion-of-exits", 2021)
    cells = printed(miniature(FILE), "2021/22")
    exits = [int(text) for column, text in cells.items() if column.startswith("Treatment exits")]
    assert len(exits) == 14
    assert row["denominator"] == sum(exits)
    assert row["numerator"] == int(cells["Treatment exits - Successful completion - All in treatment"])


@pytest.mark.parametrize(
    ("measure", "year"),
    [
        ("adults-in-inpatient-units", 2011),  # printed as 0
        ("adults-pharmacological-share", 2011),
        ("adults-urgent-housing-share-new", 2022),  # printed blank
    ],
)
def test_what_was_not_collected_has_no_number_and_says_so(measure, year, miniature, read, rows):
    table = read(miniature(FILE)).tables["published"]
    row = one(rows, table, measure, year)
    assert (row["numerator"], row["denominator"], row["marker"]) == (None, None, "not collected")
    assert one(rows, table, measure, 2021)["marker"] is None


def test_a_nought_beside_numbers_of_its_family_is_a_real_nought(changed, miniature, read, rows):
    path = changed(FILE)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    header = next(csv.reader([lines[0]]))
    place = header.index("Injecting behaviour - Currently injecting - New presentations")
    cells = lines[-1].split(",")
    cells[place] = "0"
    path.write_text("\n".join([*lines[:-1], ",".join(cells)]), encoding="utf-8")
    row = one(rows, read(path).tables["published"], "adults-currently-injecting-share-new", 2022)
    assert (row["numerator"], row["marker"]) == (0.0, None)
    assert row["denominator"] > 0


def test_a_single_blank_in_a_sum_leaves_no_sum(changed, read, rows):
    path = changed(FILE)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    place = next(csv.reader([lines[0]])).index("Waiting times - Over 6 Weeks - All in treatment")
    cells = lines[-1].split(",")
    cells[place] = ""
    path.write_text("\n".join([*lines[:-1], ",".join(cells)]), encoding="utf-8")
    row = one(rows, read(path).tables["published"], "waiting-over-three-weeks", 2022)
    assert (row["numerator"], row["denominator"], row["marker"]) == (None, None, "not collected")


def test_the_opiate_profile_is_read_under_its_own_measures_past_the_remark_below_it(miniature, read, rows):
    national = read(miniature(OPIATE))
    table = national.tables["published"]
    assert national.covers.label == "2011/12 to 2022/23"
    assert set(table.column("measure").to_pylist()) == {
        "adults-in-treatment-for-opiates",
        "opiate-treatment-under-two-years",
        "opiate-completion-of-exits",
        "opiate-completion-of-all",
    }
    cells = printed(miniature(OPIATE), "2021/22")
    row = one(rows, table, "opiate-treatment-under-two-years", 2021)
    short = ("Under 1 Year", "1 to 2 Years")
    assert row["numerator"] == sum(int(cells[f"Length in treatment - {name} - All in treatment"]) for name in short)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("Waiting times - Over 6 Weeks - All", "Waiting - Over 6 Weeks - All", "missing: Waiting times - Over 6 Weeks"),
        (
            "Religion - Zoroastrian - New presentations",
            "Treatment exits - Moved abroad - All in treatment",
            "Columns that start 'Treatment exits' are added up, so a new one may change what the total means",
        ),
        ("2021/22,England", "2020/21,England", "row 6: found 2020/21 again (first in row 5)"),
        ("2021/22,England", "2021-22,England", "column 'Reporting period': found '2021-22'"),
        ("2021/22,England", "2021/22,Wales", "column 'Area': found 'Wales'; allowed is 'England'"),
        ("2021/22,England,Total", "2021/22,England,Female", "column 'Sex': found 'Female'; allowed is 'Total'"),
        ("2011/12,England,Total,Total,Total", "2011/12,England,Total,Total,Alcohol", "allowed is one of Opiate, Total"),
        ("2021/22,England,Total,Total,Total,", "2021/22,England,Total,Total,Total,about ", "found 'about "),
    ],
)
def test_a_wrong_shape_is_refused_with_the_place_and_what_is_allowed(old, new, sentence, changed, read):
    with pytest.raises(Refusal) as refused:
        read(changed(FILE, (old, new)))
    assert sentence in str(refused.value)


def test_a_new_column_that_no_total_rests_on_is_kept_out_and_counted(changed, read, miniature):
    path = changed(FILE, ("Religion - Zoroastrian - New presentations", "Religion - Humanist - New presentations"))
    assert read(path).tables == read(miniature(FILE)).tables
