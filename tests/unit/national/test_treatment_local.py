"""NDTMS profile of councils and treatment areas, and the monthly page of one."""

import csv
import io
from datetime import date

import pytest

from joinedup.core.refusal import Refusal

PROFILE, PAGE = "treatment_profile.csv", "treatment_monthly.html"


@pytest.fixture
def local(tmp_path, miniature):
    """Write the profile's last two years as those of other areas, each count changed by `count`."""

    def write(*areas, count=lambda text: text, **cells):
        lines = list(csv.DictReader(io.StringIO(miniature(PROFILE).read_bytes().decode("utf-8-sig"))))
        rows = [row for row in lines if row["Reporting period"] in ("2020/21", "2021/22")]
        path = tmp_path / "profile.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            for area in areas:
                for row in rows:
                    changed = {name: count(text) if text.isdigit() else text for name, text in row.items()}
                    writer.writerow(changed | {"Area": area} | {name.replace("_", " "): cells[name] for name in cells})
        return path

    return write


def figure(rows, national, measure, area, year=2021):
    [row] = rows(national.tables["published"], measure=measure, area=area, start_on=date(year, 4, 1))
    return row


def test_a_councils_profile_has_its_own_sender_and_the_measures_of_england(local, read, rows):
    national = read(local("Bristol"))
    row = figure(rows, national, "adults-in-treatment", "E06000023")
    assert row["area_name"] == "Bristol, City of"
    assert row["numerator"] > 0
    assert national.sender == "ohid-ndtms-e06000023"
    assert read(local("Bristol", "Hull", "England")).sender == "ohid-ndtms-councils"
    assert read(local("England")).sender == "ohid-ndtms-england"


def test_a_pair_of_councils_is_an_area_of_its_own(local, read):
    table = read(local("Leicestershire & Rutland")).tables["published"]
    assert set(table.column("area").to_pylist()) == {"merged-leicestershire-and-rutland"}


@pytest.mark.parametrize("marker", ["*", "<5", "c", "[c]"])
def test_a_hidden_count_is_hidden_and_so_is_what_it_is_part_of(marker, local, read, rows):
    name = "Treatment exits - Died - All in treatment"
    national = read(local("Bristol", **{name: marker}))
    died = figure(rows, national, "adults-deaths-in-treatment", "E06000023")
    share = figure(rows, national, "adults-completion-of-exits", "E06000023")
    for row in (died, share):
        assert (row["numerator"], row["denominator"]) == (None, None)
        assert row["marker"] == "hidden by the publisher: a small number"


def test_counts_that_are_all_multiples_of_five_are_said_to_be_rounded(local, read, rows):
    rounded = read(local("Bristol", count=lambda text: str(5 * round(int(text) / 5))))
    assert "rounded" in rounded.notes[-1]
    assert figure(rows, rounded, "adults-in-treatment", "E06000023")["rounded_to"] == 5
    exits = figure(rows, rounded, "adults-completion-of-exits", "E06000023")
    assert exits["rounded_to"] == 14 * 5  # the number of columns that make up all exits
    assert figure(rows, read(local("Bristol")), "adults-in-treatment", "E06000023")["rounded_to"] is None
    assert not any("rounded" in note for note in read(local("Bristol")).notes)


def test_an_unknown_or_doubtful_area_is_refused(local, read):
    with pytest.raises(
        Refusal, match="column 'Area': found 'Camelot'; allowed is 'England', a region, or the full name"
    ):
        read(local("Camelot"))
    with pytest.raises(Refusal, match="found Hull, 2020/21 again"):
        read(local("Hull", "Hull"))
    with pytest.raises(Refusal, match="found Kingston upon Hull, 2020/21 again"):
        read(local("Hull", "Kingston upon Hull"))


def test_the_monthly_page_gives_counts_by_substance_and_period(miniature, read, rows):
    national = read(miniature(PAGE))
    table = national.tables["published"]
    [opiate] = rows(
        table, measure="adults-in-treatment-last-twelve-months", group_value="opiate", start_on=date(2024, 7, 1)
    )
    assert (opiate["area"], opiate["numerator"], opiate["end_on"]) == ("E06000023", 1190.0, date(2025, 7, 1))
    [dash] = rows(table, group_value="non-opiate-and-alcohol", start_on=date(2024, 7, 1))
    assert (dash["numerator"], dash["marker"]) == (None, "not published")
    [star] = rows(table, measure="adults-new-presentations-year-to-date", start_on=date(2025, 4, 1))
    assert (star["numerator"], star["marker"]) == (None, "hidden by the publisher")
    assert national.sender == "ohid-ndtms-monthly-e06000023-2025-06"
    assert national.released_on == date(2025, 7, 31)
    assert national.notes[-1] == "1 other tables of the page are not used."


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("reports - Bristol", "reports - Camelot", "no area is called 'Camelot'; allowed are England, a region"),
        ("Community adult", "Young people's", "the heading of the page is 'Young people's treatment performance"),
        ("Jul24 - Jun25", "July 2024", "table 'Number in treatment: Bristol', row 1, column 'July 2024'"),
        ("Jul24 - Jun25", "Jul25 - Jun24", "allowed is a period such as Jul24 - Jun25"),
        ("Jul24 - Jun25", "Jun24 - May25", "found Opiate, Jun24 - May25 again"),
        ("<td>1,190</td>", "", "its rows are not all as long as its header"),
        ("<td>1,190</td>", "<td>about 1,190</td>", "found 'about 1,190'; allowed is a whole number"),
        ("<td>Alcohol only</td>", "<td>Glue</td>", "found 'Glue'; allowed is one of opiate"),
    ],
)
def test_a_wrong_page_is_refused_with_the_place_and_what_is_allowed(old, new, sentence, changed, read):
    with pytest.raises(Refusal) as refused:
        read(changed(PAGE, (old, new)))
    assert sentence in str(refused.value)
