"""What could have been seen: the smallest change that a comparison would show, for "too few to say"."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special

from joinedup.stats import checks, normal
from joinedup.stats.interval import FloatArray, TextArray, plain, statuses, withhold


@dataclass(frozen=True, slots=True)
class Visible:
    """The smallest rise and fall that would be seen: as ratios (rates) or differences in points (shares).

    `rise_to` and `fall_to` say the same as the later number of events (rates) or share. The numbers of a side are NaN
    exactly where that side's status is not 'ok': 'none-large-enough' where not even none (or all) would be seen.
    """

    rise: FloatArray
    fall: FloatArray
    rise_to: FloatArray
    fall_to: FloatArray
    rise_status: TextArray
    fall_status: TextArray

    def rounded(self, digits: int) -> tuple[Any, ...]:
        """Return rise, fall, rise_to and fall_to as plain Python numbers (lists for arrays), rounded for reading."""
        return plain(digits, self.rise, self.fall, self.rise_to, self.fall_to)


def smallest_change(
    count: npt.ArrayLike,
    size: npt.ArrayLike,
    later_size: npt.ArrayLike | None = None,
    *,
    family: str = "rate",
    per: float = 100,
    power: float = 0.8,
    confidence: float = 0.95,
) -> Visible:
    """Return what a later window of `later_size` (as large as the earlier by default) would need for a change to show.

    Rates: √(y₂ ∓ (1 + r)/2) = √(r·y₁) ± (z + z')√(1 + r)/2, r = later / earlier size; shares: asin√p₂ = asin√p₁ ± (z +
    z')√(1/n₁ + 1/n₂)/2, and a quarter of 1/n₁ + 1/n₂ further; z for the two-sided `confidence`, z' for the `power`. The
    extra steps allow for whole numbers, so that the change named is rather too large than too small. The earlier figure
    is taken as the true level. `rise` and `fall` are ratios of rates, or points (in units of `per`) of shares.

    Status 'no-events' for rates where none were counted before (no ratio). Shapes broadcast. Refuses negative counts,
    sizes not above zero, shares above one, a power not between (1 - confidence)/2 and 1. Sources: Huffman (1984);
    Cohen (1988), chapter 6.

    Example:
        >>> smallest_change(28, 100_000).rounded(2)
        (1.92, 0.36, 53.89, 9.96)
        >>> smallest_change(30, 100, family="share").rounded(1)
        (19.7, -16.6, 49.7, 13.4)

    Truth: the power of `comparison.rate_ratio` and `share_difference` at the change named, by enumeration of every pair
    of counts, lies between 0.76 and 0.88; statsmodels 0.15 NormalIndPower before the extra step, to 2e-6 of the power.
    """
    x, n, m = checks.broadcast(count=count, size=size, later_size=size if later_size is None else later_size)
    _check(family, x, n)
    checks.above_zero("later_size", m)
    reach = _reach(power, confidence)
    if family == "rate":
        expected = x * m / n
        rise_to, fall_to = _counts_seen(expected, reach * np.sqrt(1 + m / n) / 2, (1 + m / n) / 2)
        return _of_counts(expected, rise_to, fall_to)
    spread = 1 / n + 1 / m
    rise_to, fall_to = _shares_seen(x / n, reach * np.sqrt(spread) / 2, spread / 4)
    return _of_shares(x / n, rise_to, fall_to, per)


def smallest_difference(
    size: npt.ArrayLike,
    benchmark: npt.ArrayLike,
    *,
    family: str = "rate",
    per: float = 100,
    power: float = 0.8,
    confidence: float = 0.95,
) -> Visible:
    """Return how far from a fixed benchmark (in units of `per`) a rate or share would have to lie for that to show.

    Rates: √(y ∓ 1/2) = √E ± (z + z')/2, E = size × benchmark / per; shares: asin√p = asin√b ± (z + z')/(2√n), and half
    of 1/n further. `rise` and `fall` are ratios to the benchmark, or points of a share; otherwise as `smallest_change`.
    Shapes broadcast. Refuses sizes not above zero, benchmarks not above zero, and for shares not below `per`.

    Example:
        >>> smallest_difference(100_000, 28, family="rate", per=100_000).rounded(2)
        (1.62, 0.52, 45.29, 14.64)

    Truth: the power of `rates.against` and `proportions.against` at the difference named, by enumeration of every
    count, lies between 0.73 and 0.96; statsmodels 0.15 NormalIndPower (one sample) before the extra step, to 2e-6.
    """
    n, b = checks.broadcast(size=size, benchmark=benchmark)
    _check(family, np.zeros(n.shape), n)
    checks.above_zero("benchmark", b)
    reach = _reach(power, confidence)
    if family == "rate":
        expected = n * b / per
        return _of_counts(expected, *_counts_seen(expected, np.full(n.shape, reach / 2), np.full(n.shape, 0.5)))
    checks.refuse("benchmark", b, b >= per, f"it must be below {per:g}")
    return _of_shares(b / per, *_shares_seen(b / per, reach / (2 * np.sqrt(n)), 0.5 / n), per)


def _counts_seen(expected: FloatArray, reach: FloatArray, step: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the counts that would be seen as a rise and a fall; a fall is NaN where even none would not be."""
    root = np.sqrt(expected)
    fall = np.maximum(root - reach, 0.0) ** 2 - step
    return (root + reach) ** 2 + step, np.where((root > reach) & (fall >= 0), fall, np.nan)


def _shares_seen(share: FloatArray, reach: FloatArray, step: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the shares that would be seen as a rise and a fall; NaN where even all, or none, would not be."""
    up, down = np.arcsin(np.sqrt(share)) + reach, np.arcsin(np.sqrt(share)) - reach
    rise, fall = np.sin(up) ** 2 + step, np.sin(down) ** 2 - step
    return np.where((up < np.pi / 2) & (rise <= 1), rise, np.nan), np.where((down > 0) & (fall >= 0), fall, np.nan)


def _of_counts(expected: FloatArray, rise_to: FloatArray, fall_to: FloatArray) -> Visible:
    none = expected == 0
    rise_status = statuses(expected.shape, (none, "no-events"))
    fall_status = statuses(expected.shape, (none, "no-events"), (np.isnan(fall_to), "none-large-enough"))
    safe = np.where(none, 1.0, expected)
    rise, rise_to = withhold(rise_status, rise_to / safe, rise_to)
    fall, fall_to = withhold(fall_status, fall_to / safe, fall_to)
    return Visible(rise, fall, rise_to, fall_to, rise_status, fall_status)


def _of_shares(share: FloatArray, rise_to: FloatArray, fall_to: FloatArray, per: float) -> Visible:
    sides = (statuses(share.shape, (np.isnan(to), "none-large-enough")) for to in (rise_to, fall_to))
    return Visible(per * (rise_to - share), per * (fall_to - share), per * rise_to, per * fall_to, *sides)


def _reach(power: float, confidence: float) -> float:
    z = normal.z_for(confidence)
    if not (1 - confidence) / 2 < power < 1:
        raise ValueError(f"power is {power:g}: it must lie between {(1 - confidence) / 2:g} and 1, such as 0.8.")
    return z + float(special.ndtri(power))


def _check(family: str, x: FloatArray, n: FloatArray) -> None:
    if family not in ("rate", "share"):
        raise ValueError(f"family is '{family}': it must be 'rate' or 'share'.")
    checks.not_negative("count", x)
    checks.above_zero("size", n)
    if family == "share":
        checks.at_most("count", x, "size", n)
