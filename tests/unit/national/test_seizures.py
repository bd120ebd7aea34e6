import pytest

from joinedup.core.refusal import Refusal

EARLIER, LATER = "seizures_2014-15.csv", "seizures_2018-19.csv"


def count(rows, national, area, group):
    [row] = rows(national.tables["published"], area=area, group_value=group)
    return row["numerator"]


def test_each_file_is_of_its_own_year_and_sender(miniature, read):
    assert (read(miniature(EARLIER)).sender, read(miniature(EARLIER)).covers.label) == (
        "home-office-seizures-2014-15",
        "2014/15",
    )
    assert read(miniature(LATER)).sender == "home-office-seizures-2018-19"


def test_columns_are_read_by_the_layout_under_which_the_totals_hold(miniature, read, rows):
    national = read(miniature(EARLIER))
    assert count(rows, national, "E23000008", "ketamine") == 5  # printed under "Other Class B"
    assert count(rows, national, "E23000008", "other class B") == 12  # under "Total Class B"
    assert count(rows, national, "E23000008", "class B") == 301  # under "Anabolic-steroids"
    assert count(rows, national, "E23000008", "anabolic steroids") == 4
    assert count(rows, national, "E23000008", "class C") == 24  # under the second "Other Class C"
    assert count(rows, national, "E23000008", None) == 410
    assert "contradict its figures" in national.notes[-1]


def test_a_line_end_in_a_column_name_and_blanks_about_names_do_not_matter(miniature, read, rows):
    national = read(miniature(LATER))
    assert count(rows, national, "E23000008", "mephedrone") == 1
    assert count(rows, national, "E23000001", None) == 9120
    assert count(rows, national, "british-transport-police", "class A") == 40
    assert national.notes == ()


def test_a_force_that_gave_nothing_is_missing_and_not_nought(miniature, read, rows):
    for row in rows(read(miniature(EARLIER)).tables["published"], area="E23000026"):
        assert (row["numerator"], row["marker"]) == (None, "not given by the force")
    [blank] = rows(read(miniature(EARLIER)).tables["published"], area="border-force", group_value="methadone")
    assert blank["numerator"] is None


def test_a_force_is_one_area_however_its_name_is_written(miniature, read, rows):
    assert count(rows, read(miniature(EARLIER)), "E23000036", None) == 901


def test_one_total_that_disagrees_is_kept_and_said(changed, read, rows):
    national = read(changed(LATER, (",25,22\r\n", ",29,22\r\n")))
    assert count(rows, national, "E23000008", "class C") == 29
    assert national.notes == (
        "Printed so, and kept: Row 2, Durham: 29 of class C, and parts that add to 27, the largest 12.",
    )


@pytest.mark.parametrize(
    ("replacements", "sentence"),
    [
        ((("Heroin", "Diamorphine"),), "row 1: this is not a layout we know; not expected: Diamorphine"),
        ((("Cocaine,Crack", "Crack,Cocaine"),), "columns are missing or in another order"),
        ((("Metropolitan Police", "Gotham Police"),), "row 4, column 'Police force': found 'Gotham Police'"),
        ((("British Transport Police", "Durham"),), "found Durham (E23000008) again (first in row 2)"),
        (((",430,", ",*,"),), "row 2, column 'All drugs': found '*'; allowed is a whole number, or blank"),
        (
            ((",430,44", ",4,44"), (",120,20,", ",900,20,"), ('"9,120"', "2"), (",88,280", ",3,280")),
            "the columns do not hold what their names say. Row 2, Durham: 3 of class A",
        ),
    ],
)
def test_a_wrong_shape_is_refused_with_the_place_and_what_is_allowed(replacements, sentence, changed, read, miniature):
    text = miniature(LATER).read_bytes().decode("utf-8-sig")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    path = changed(LATER)
    path.write_bytes(text.encode())
    with pytest.raises(Refusal) as refused:
        read(path)
    assert sentence in str(refused.value)


def test_a_file_that_says_no_year_is_refused(miniature, read, tmp_path):
    path = tmp_path / "seizures.csv"
    path.write_bytes(miniature(LATER).read_bytes())
    with pytest.raises(Refusal, match=r"nothing in it says which year it is of\. .* such as 2009-10"):
        read(path)
