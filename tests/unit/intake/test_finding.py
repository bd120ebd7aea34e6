import pytest

from joinedup.definitions.reading import ndtms_standard
from joinedup.intake.finding import Finding, finding_lines, may_show
from joinedup.kinds.check_rule import Severity


@pytest.mark.parametrize(
    ("header", "value", "shown"),
    [
        ("DRUG2", "1234", True),
        ("RFLS", "ZZ", True),
        ("UTLA", "X10000001", True),
        ("RFLS", "SMITH", False),  # a name typed into the wrong column
        ("RFLS", "JO", True),
        ("MODST", "31/02/2021", True),
        ("MODST", "19661332", False),  # a date of birth, where the cells of a row moved by one
        ("MODST", "31.02.1984", False),
        ("RFLS", "19661130", False),
        ("RFLS", "12345", True),
        ("MODST", "4857773456", False),  # looks like an NHS number
        ("ALCUSE", "29", True),
        ("ALCUSE", "lots", False),
        ("DOB", "19840231", False),
        ("PC", "PE1 1", False),
        ("CLIENTID", "7", False),
        ("AGNCY", "N0852", False),  # free text is never shown
    ],
)
def test_a_value_is_shown_only_where_it_names_nobody(header, value, shown):
    assert may_show(ndtms_standard().by_header[header], value) is shown


def finding(severity, rule):
    return Finding("f.csv", rule, severity, "SEX", "no sex", "record it.", "found: S2", 12, tuple(range(2, 14)))


def test_the_worst_comes_first_with_totals_and_the_first_ten_rows():
    lines = finding_lines((finding(Severity.WARN, "b"), finding(Severity.SET_ASIDE, "a")))
    assert lines[0].startswith("Set aside: we cannot use these rows (1 finding)")
    assert "  SEX: no sex (12 rows)." in lines
    assert "    Rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more." in lines
    assert lines.index("Loaded, and worth mending (1 finding)") > lines.index("    To mend: record it.")
