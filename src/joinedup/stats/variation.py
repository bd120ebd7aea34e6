"""Whether years vary about their fitted line more than chance gives."""

import numpy as np
import numpy.typing as npt
from scipy import special

from joinedup.stats import checks
from joinedup.stats.interval import FloatArray


def p_about_line(dispersion: npt.ArrayLike, points: npt.ArrayLike) -> FloatArray:
    """Return the p-value of more variation about a fitted line than Poisson or binomial chance gives.

    The upper tail of chi-squared with `points` - 2 degrees of freedom beyond `dispersion` x (`points` - 2), where
    `dispersion` is Pearson's X² about the line over its degrees of freedom, as `trend.annual` gives it (at least 1, so
    that no p-value is above that of 1). Any one shape. Source: McCullagh and Nelder (1989), section 4.5. Refuses fewer
    than three points and a dispersion below zero.

    Example:
        >>> p_about_line([1.0, 2.6049, 5.0], 5).round(3).tolist()
        [0.392, 0.05, 0.002]

    Truth: the 95% point of chi-squared with 3 degrees of freedom, 7.8147, in every printed table, and
    scipy.stats.chi2.sf to 1e-12 in tests/unit/stats/test_truth_variation.py.
    """
    index, k = checks.broadcast(dispersion=dispersion, points=points)
    checks.not_negative("dispersion", index)
    checks.refuse("points", k, k < 3, "a line needs three points to vary about it")
    return np.asarray(special.chdtrc(k - 2, index * (k - 2)))
