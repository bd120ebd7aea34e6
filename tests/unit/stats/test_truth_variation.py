"""Variation about a line, against printed chi-squared points."""

import pytest
from scipy import stats

from joinedup.stats.variation import p_about_line

# 95% and 99% points of chi-squared with 1, 3 and 8 degrees of freedom, as statistical tables print them.
PRINTED = [(1, 3.841, 0.05), (3, 7.815, 0.05), (8, 15.507, 0.05), (1, 6.635, 0.01), (3, 11.345, 0.01)]


@pytest.mark.parametrize(("freedom", "point", "p"), PRINTED)
def test_printed_points(freedom, point, p):
    assert float(p_about_line(point / freedom, freedom + 2)) == pytest.approx(p, rel=1e-3)


def test_any_dispersion_and_any_number_of_points():
    for index in (0.0, 0.4, 1.0, 3.7, 40.0):
        for points in (3, 5, 12):
            expected = stats.chi2.sf(index * (points - 2), points - 2)
            assert float(p_about_line(index, points)) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [((-1.0, 5), "dispersion is -1: it cannot be negative"), ((1.0, [5, 2]), r"points\[1\] is 2: a line needs three")],
)
def test_what_is_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        p_about_line(*arguments)
