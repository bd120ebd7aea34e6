"""Whether years, or areas, vary more than chance gives."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special

from joinedup.stats import checks
from joinedup.stats.interval import FloatArray, TextArray, plain, statuses, withhold

FEWEST_EXPECTED = 5


@dataclass(frozen=True, slots=True)
class Dispersed:
    """`index` is 1 on average where only chance is at work; a small `p_value` says that more than chance is.

    The floating numbers are NaN exactly where `status` is not 'ok'; `freedom` is always a whole number.
    """

    index: FloatArray
    chi_squared: FloatArray
    freedom: npt.NDArray[np.int64]
    p_value: FloatArray
    status: TextArray

    def rounded(self, digits: int) -> tuple[Any, ...]:
        """Return index, chi-squared and p-value as plain Python numbers (lists for arrays), rounded for reading."""
        return plain(digits, self.index, self.chi_squared, self.p_value)


# A test of statistics, not one of pytest's.
def test(
    counts: npt.ArrayLike,
    denominators: npt.ArrayLike | None = None,  # noqa: PT028
    *,
    family: str = "rate",  # noqa: PT028
) -> Dispersed:
    """Return whether counts vary more about one common level than Poisson (rates) or binomial (shares) chance gives.

    X² = Σ(y - np)² / np, for shares / np(1 - p), with p = Σy / Σn; index = X² / (k - 1); `p_value` is the upper tail of
    chi-squared with k - 1 degrees of freedom: more variation only. It tests the level, not a line: a trend, too, is
    variation. The k counts are the last axis, one row a series; without `denominators` all years are alike (rates).

    Status 'too-few-points' for one count, 'no-events' where all are 0, 'all-events' where all of a share are 1,
    'too-few-events' where fewer than 5 are expected in any year (for shares, also fewer than 5 others), since
    chi-squared is then a poor guide. Refuses negative counts, denominators not above zero, shares above one, shares
    without denominators. Source: Fisher, Thornton and Mackenzie (1922); Cochran (1954).

    Example:
        >>> test([40, 44, 41, 52, 55, 61]).rounded(4)
        (1.4696, 7.3481, 0.196)

    Truth: scipy.stats.chisquare and chi2_contingency, 200 random series to 1e-10; typed figures worked by hand in
    tests/unit/stats/test_truth_dispersion.py.
    """
    if family not in ("rate", "share"):
        raise ValueError(f"family is '{family}': it must be 'rate' or 'share'.")
    if denominators is None and family == "share":
        raise ValueError("denominators is missing: a share needs them.")
    y, n = checks.broadcast(counts=counts, denominators=1.0 if denominators is None else denominators)
    if y.ndim == 0:
        raise ValueError("counts is one number: it needs the years as its last axis.")
    checks.not_negative("counts", y)
    checks.above_zero("denominators", n)
    if family == "share":
        checks.at_most("counts", y, "denominators", n)
    level = np.sum(y, axis=-1, keepdims=True) / np.sum(n, axis=-1, keepdims=True)
    expected = n * level
    others = n - expected if family == "share" else np.full(y.shape, np.inf)
    shape = y.shape[:-1]
    status = statuses(
        shape,
        (np.full(shape, y.shape[-1] < 2), "too-few-points"),
        (level[..., 0] == 0, "no-events"),
        (np.sum(np.where(family == "share", n - y, 1.0), axis=-1) == 0, "all-events"),
        (np.any(np.minimum(expected, others) < FEWEST_EXPECTED, axis=-1), "too-few-events"),
    )
    variance = expected * (1 - level) if family == "share" else expected
    with np.errstate(divide="ignore", invalid="ignore"):
        chi_squared = np.sum((y - expected) ** 2 / variance, axis=-1)
    freedom = np.full(shape, y.shape[-1] - 1, dtype=np.int64)
    p = special.chdtrc(np.maximum(freedom, 1), chi_squared)
    index, chi_squared, p = withhold(status, chi_squared / np.maximum(freedom, 1), chi_squared, p)
    return Dispersed(index, chi_squared, freedom, p, status)
