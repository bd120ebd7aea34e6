"""How far an outcome slopes from the most to the least deprived."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from joinedup.stats import checks, normal
from joinedup.stats.interval import FloatArray, Interval, statuses, withhold
from joinedup.stats.scales import Scale, back, derivative, onto, within

NO_RATIO = "no-ratio"
FEWEST_GROUPS, MOST_GROUPS = 5, 100
FEWEST_SIMULATIONS = 1000

AT_ONCE = 4_000_000
"""Simulated numbers held at one time (32 MB), however many rows there are."""


@dataclass(frozen=True, slots=True)
class Index:
    """An index with its limits found in two ways: by seeded simulation, as published, and in closed form."""

    simulated: Interval
    closed: Interval


@dataclass(frozen=True, slots=True)
class _Line:
    """The weighted line through each row of transformed values t: level Σ share x t at `middle`, slope Σ slope x t."""

    values: FloatArray
    errors: FloatArray
    share: FloatArray
    slope: FloatArray
    middle: FloatArray
    transform: Scale
    errors_on: Scale


def slope_index(
    values: npt.ArrayLike,
    populations: npt.ArrayLike,
    *,
    seed: int,
    low: npt.ArrayLike | None = None,
    high: npt.ArrayLike | None = None,
    standard_errors: npt.ArrayLike | None = None,
    transform: Scale = None,
    errors_on: Scale = None,
    multiplier: float = 1.0,
    confidence: float = 0.95,
    limits_confidence: float = 0.95,
    simulations: int = 100_000,
) -> Index:
    """Return the slope index of inequality: the fitted value at the least deprived end less that at the most deprived.

    The line is least squares of the (transformed) values on b, weighted by a, where a is a group's share of people and
    b the middle of its place in the cumulative share; its ends are at b = 0 and 1, turned back to the values' scale.
    Groups are the last axis of `values`, `populations` and the errors, most deprived first (5 to 100 of them); axes
    before it are a batch, whose shape the result has. The index is in units of the values x `multiplier`; with -1 it is
    positive where the most deprived have more.

    Give the `low` and `high` limits of each value (at `limits_confidence`), or `standard_errors`. Errors are taken as
    normal on the scale `errors_on`, by default that of `transform` ('log' suits rates, 'logit' proportions written as
    fractions); limits are turned into errors there as (high - low) / 2z, and standard errors must be given there.

    `simulated`: percentiles of `simulations` lines through values drawn from their errors (the same draws for each
    row). With a transform the published method draws the slope and holds the weighted mean of the transformed values,
    and so does this: its limits are then up to a tenth too narrow where the groups' errors are alike on that scale, and
    up to a fifth too wide where values and errors are steep. `closed`, to be preferred there: index ± z x standard
    error, exact where values and errors are on their own scale, since the ends are sums of the values; otherwise the
    delta method, which lets the mean vary too.

    Refuses values a transform cannot take, populations of zero, errors of zero, and fewer than 1,000 simulations.
    Source: Pamuk (1985) and Mackenbach and Kunst (1997), as published by the English public health method notes.

    Example:
        >>> values, people = [50, 46, 41, 38, 30], [900, 1000, 1100, 1000, 1000]
        >>> got = slope_index(values, people, standard_errors=[2, 2, 2, 2, 3], multiplier=-1, seed=1)
        >>> got.closed.rounded(2)
        (23.56, 16.07, 31.06)

    Truth: `statistics/sii_rate.csv`, `sii_prop.csv` and `sii_rate_negmult_se.csv` (PHEindicatormethods 2.1.0), 52 rows:
        the index to 1e-8, simulated limits within their simulation error, whose size is that of `sii_mc_noise.csv`.
    """
    line = _line(values, populations, low, high, standard_errors, transform, errors_on, limits_confidence)
    _check_multiplier(multiplier)
    z = normal.z_for(confidence)
    first, last = _ends(line)
    value = multiplier * (last - first)
    status = statuses(value.shape)

    def index(first: FloatArray, last: FloatArray) -> FloatArray:
        return np.asarray(multiplier * (last - first))

    drawn_low, drawn_high = _simulated(line, index, confidence, simulations, seed)
    var_first, var_last, shared = _covariance(line)
    d_first, d_last = derivative(line.transform, first), derivative(line.transform, last)
    variance = d_last**2 * var_last + d_first**2 * var_first - 2 * d_first * d_last * shared
    reach = z * abs(multiplier) * np.sqrt(variance)
    return Index(
        Interval(value, drawn_low, drawn_high, status),
        Interval(value, value - reach, value + reach, status),
    )


def relative_index(
    values: npt.ArrayLike,
    populations: npt.ArrayLike,
    *,
    seed: int,
    low: npt.ArrayLike | None = None,
    high: npt.ArrayLike | None = None,
    standard_errors: npt.ArrayLike | None = None,
    transform: Scale = None,
    errors_on: Scale = None,
    multiplier: float = 1.0,
    confidence: float = 0.95,
    limits_confidence: float = 0.95,
    simulations: int = 100_000,
) -> Index:
    """Return the relative index of inequality: the fitted value at the least deprived end / that at the most deprived.

    The other way round where `multiplier` is below zero; its size does not matter. The line, the shapes, how errors are
    given, what is refused and the source are those of `slope_index`.

    `closed`: Fieller's limits of a ratio (1954), exact where values and errors are on their own scale. With a transform
    exp(log ratio ± z x standard error), exact for 'log' and by the delta method for 'logit'.

    Status 'no-ratio' where the fitted value divided by cannot be told from zero at this confidence, or the other is not
    above zero: then no limits bound the ratio.

    Example:
        >>> values, people = [50, 46, 41, 38, 30], [900, 1000, 1100, 1000, 1000]
        >>> got = relative_index(values, people, standard_errors=[2, 2, 2, 2, 3], multiplier=-1, seed=1)
        >>> got.closed.rounded(3)
        (1.812, 1.481, 2.264)

    Truth: `statistics/sii_rate.csv`, `sii_prop.csv` and `sii_rate_negmult_se.csv` (PHEindicatormethods 2.1.0), 52 rows:
        the index to 1e-8, simulated limits within their simulation error, whose size is that of `sii_mc_noise.csv`.
    """
    line = _line(values, populations, low, high, standard_errors, transform, errors_on, limits_confidence)
    _check_multiplier(multiplier)
    z = normal.z_for(confidence)
    turned = multiplier < 0
    first, last = _ends(line)
    over, under = (first, last) if turned else (last, first)
    var_first, var_last, shared = _covariance(line)
    var_over, var_under = (var_first, var_last) if turned else (var_last, var_first)

    def index(first: FloatArray, last: FloatArray) -> FloatArray:
        return np.asarray(first / last if turned else last / first)

    with np.errstate(divide="ignore", invalid="ignore"):
        value = over / under
        drawn_low, drawn_high = _simulated(line, index, confidence, simulations, seed)
        if line.transform is None:
            is_bound = (under > z * np.sqrt(var_under)) & (over > 0)
            low_end, high_end = _fieller(over, under, var_over, var_under, shared, z)
        else:
            is_bound = np.full(value.shape, True)
            g_over, g_under = (derivative(line.transform, end) / end for end in (over, under))
            variance = g_over**2 * var_over + g_under**2 * var_under - 2 * g_over * g_under * shared
            times = np.exp(z * np.sqrt(variance))
            low_end, high_end = value / times, value * times
    status = statuses(value.shape, (~is_bound, NO_RATIO))
    value, drawn_low, drawn_high, low_end, high_end = withhold(status, value, drawn_low, drawn_high, low_end, high_end)
    return Index(Interval(value, drawn_low, drawn_high, status), Interval(value, low_end, high_end, status))


def _line(
    values: npt.ArrayLike,
    populations: npt.ArrayLike,
    low: npt.ArrayLike | None,
    high: npt.ArrayLike | None,
    standard_errors: npt.ArrayLike | None,
    transform: Scale,
    errors_on: Scale,
    limits_confidence: float,
) -> _Line:
    """Check the arguments of an index and fit its line."""
    if errors_on is not None and transform not in (None, errors_on):
        raise ValueError(f"errors_on is {errors_on!r}: with transform {transform!r} errors are on that scale too.")
    scale = transform if errors_on is None else errors_on
    if standard_errors is not None and low is None and high is None:
        v, n, errors = checks.broadcast(values=values, populations=populations, standard_errors=standard_errors)
        checks.above_zero("standard_errors", errors)
    elif standard_errors is None and low is not None and high is not None:
        v, n, lower, upper = checks.broadcast(values=values, populations=populations, low=low, high=high)
        if not 0 < limits_confidence < 1:
            raise ValueError(f"limits_confidence is {limits_confidence:g}: it must lie between 0 and 1, such as 0.95.")
        checks.at_most("low", lower, "its value", v)
        checks.at_most("values", v, "its high limit", upper)
        checks.refuse("high", upper, upper <= lower, "it must be above the low limit")
        within(scale, low=lower, high=upper)
        errors = (onto(scale, upper) - onto(scale, lower)) / (2 * normal.z_for(limits_confidence))
    else:
        raise ValueError("Give either low and high limits or standard_errors.")
    within(scale, values=v)
    checks.above_zero("populations", n)
    groups = v.shape[-1] if v.ndim else 0
    if not FEWEST_GROUPS <= groups <= MOST_GROUPS:
        raise ValueError(
            f"values have {groups} groups on the last axis: an index takes {FEWEST_GROUPS} to {MOST_GROUPS}."
        )
    share = n / n.sum(axis=-1, keepdims=True)
    place = np.cumsum(share, axis=-1) - share / 2
    middle = np.sum(share * place, axis=-1, keepdims=True)
    slope = share * (place - middle) / np.sum(share * (place - middle) ** 2, axis=-1, keepdims=True)
    return _Line(v, errors, share, slope, middle[..., 0], transform, scale)


def _ends(line: _Line) -> tuple[FloatArray, FloatArray]:
    """Return the fitted values at the most and least deprived ends, on the values' own scale."""
    moved = onto(line.transform, line.values)
    slope = np.einsum("...g,...g->...", line.slope, moved)
    first = np.einsum("...g,...g->...", line.share, moved) - line.middle * slope
    return back(line.transform, first), back(line.transform, first + slope)


def _covariance(line: _Line) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the variances of the two ends and their covariance, on the line's scale."""
    errors = line.errors
    if line.errors_on != line.transform:
        errors = errors * derivative(line.errors_on, line.values)
    first = (line.share - line.middle[..., None] * line.slope) * errors
    last = first + line.slope * errors
    return (first**2).sum(axis=-1), (last**2).sum(axis=-1), (first * last).sum(axis=-1)


def _simulated(
    line: _Line,
    index: Callable[[FloatArray, FloatArray], FloatArray],
    confidence: float,
    simulations: int,
    seed: int,
) -> tuple[FloatArray, FloatArray]:
    """Return the percentiles of an index of the two ends, over lines through values drawn from their errors."""
    if simulations < FEWEST_SIMULATIONS:
        raise ValueError(f"simulations is {simulations}: it must be {FEWEST_SIMULATIONS} or more.")
    *batch, groups = line.values.shape
    values, errors, share, slope = (
        np.reshape(array, (-1, groups)) for array in (line.values, line.errors, line.share, line.slope)
    )
    middle = np.reshape(line.middle, (-1, 1))
    draws = np.random.default_rng(seed).standard_normal((groups, simulations))
    limits = np.empty((2, len(values)))
    step = max(1, AT_ONCE // (simulations * (1 if line.errors_on == line.transform else groups)))
    for start in range(0, len(values), step):
        rows = slice(start, start + step)
        centre = onto(line.errors_on, values[rows])
        if line.errors_on == line.transform:
            level = (share[rows] * centre).sum(axis=1)[:, None]
            slopes = (slope[rows] * centre).sum(axis=1)[:, None] + (slope[rows] * errors[rows]) @ draws
            if line.transform is None:
                level = level + (share[rows] * errors[rows]) @ draws
        else:
            drawn = back(line.errors_on, centre[:, :, None] + errors[rows][:, :, None] * draws)
            level, slopes = (np.einsum("rg,rgs->rs", part[rows], drawn) for part in (share, slope))
        first = level - middle[rows] * slopes
        found = index(back(line.transform, first), back(line.transform, first + slopes))
        limits[:, rows] = np.quantile(found, [(1 - confidence) / 2, (1 + confidence) / 2], axis=1)
    return limits[0].reshape(batch), limits[1].reshape(batch)


def _fieller(
    over: FloatArray, under: FloatArray, var_over: FloatArray, var_under: FloatArray, shared: FloatArray, z: float
) -> tuple[FloatArray, FloatArray]:
    """Return the two ratios r at which over - r x under is z standard errors from zero."""
    a, b, c = under**2 - z**2 * var_under, over * under - z**2 * shared, over**2 - z**2 * var_over
    spread = np.sqrt(np.maximum(0.0, b**2 - a * c))
    return (b - spread) / a, (b + spread) / a


def _check_multiplier(multiplier: float) -> None:
    if not np.isfinite(multiplier) or multiplier == 0:
        raise ValueError(f"multiplier is {multiplier:g}: it must be a number other than 0.")
