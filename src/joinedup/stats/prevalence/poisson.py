"""Fit many log-linear models to one table of counts at once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from joinedup.stats.interval import FloatArray

MOST_STEPS = 60
CLOSE = 1e-11
LEAST_INFORMATION = 1e-7


@dataclass(frozen=True, slots=True)
class Fits:
    """Models fitted: `coefficients` [models, columns], `means` [models, cells], `covariance` [models, columns twice].

    `is_fitted` is false where the likelihood has no highest point, or no single one.
    """

    coefficients: FloatArray
    means: FloatArray
    covariance: FloatArray
    log_likelihood: FloatArray
    deviance: FloatArray
    is_fitted: npt.NDArray[np.bool_]


def fit(designs: FloatArray, counts: FloatArray, is_used: npt.NDArray[np.bool_]) -> Fits:
    """Return Poisson maximum likelihood fits of log(mean) = design x coefficients, one for each model.

    Newton steps, halved where they would lower the likelihood. `designs` is [models, cells, columns], where a model
    with fewer columns than others has zeros in the rest; `counts` is [models, cells]; cells where `is_used` [models,
    cells] is false are left out of a model. Source: Nelder and Wedderburn (1972). Refuses nothing: `log_linear` checks.

    Example:
        >>> design = np.array([[[1.0, 0.0], [1.0, 1.0]]])
        >>> fit(design, np.array([[10.0, 20.0]]), np.array([[True, True]])).means.round(6).tolist()
        [[10.0, 20.0]]

    Truth: `prevalence/estimates_closedp.csv` (Rcapture) through `log_linear`, 60 fits to 1e-8.
    """
    designs, counts = designs * is_used[:, :, None], counts * is_used
    is_free = np.any(designs != 0, axis=1)
    coefficients, is_moving = climb(designs, counts, is_used, _start(designs, counts, is_used, is_free))
    means = _means(designs, coefficients, is_used)
    information = _information(designs, means, is_free)
    is_fitted = np.linalg.eigvalsh(information)[:, 0] > LEAST_INFORMATION
    is_fitted &= ~is_moving
    covariance = np.full_like(information, np.nan)
    covariance[is_fitted] = np.linalg.inv(information[is_fitted])
    with np.errstate(divide="ignore"):
        log_likelihood = np.sum(special.xlogy(counts, means) - means - special.gammaln(counts + 1), axis=1)
        deviance = 2 * np.sum(special.xlogy(counts, counts) - special.xlogy(counts, means) - (counts - means), axis=1)
    return Fits(coefficients, means, covariance, log_likelihood, np.maximum(deviance, 0.0), is_fitted)


def climb(
    designs: FloatArray, counts: FloatArray, is_used: npt.NDArray[np.bool_], start: FloatArray
) -> tuple[FloatArray, npt.NDArray[np.bool_]]:
    """Return the coefficients [models, columns] of the highest likelihood, from `start`, and which were still moving.

    Shapes as for `fit`, with zeros in the designs and counts of cells not used. Refuses nothing.

    Example:
        >>> design = np.array([[[1.0, 0.0], [1.0, 1.0]]])
        >>> top, _ = climb(design, np.array([[10.0, 20.0]]), np.array([[True, True]]), np.zeros((1, 2)))
        >>> np.exp(top).round(6).tolist()
        [[10.0, 2.0]]

    Truth: `prevalence/estimates_closedp.csv` (Rcapture) through `log_linear`, 60 fits to 1e-8.
    """
    coefficients = start.copy()
    is_free = np.any(designs != 0, axis=1)
    going = np.arange(len(designs))
    for _ in range(MOST_STEPS):
        x, y, b, used = designs[going], counts[going], coefficients[going], is_used[going]
        means = _means(x, b, used)
        score = np.matmul(np.swapaxes(x, 1, 2), (y - means)[:, :, None])
        step = np.asarray(np.linalg.solve(_information(x, means, is_free[going]), score)[:, :, 0], dtype=np.float64)
        after = _without_loss(x, y, used, b, step)
        coefficients[going] = after
        going = going[np.max(np.abs(after - b) / (1 + np.abs(b)), axis=1) > CLOSE]
        if len(going) == 0:
            break
    is_moving = np.zeros(len(designs), dtype=np.bool_)
    is_moving[going] = True
    return coefficients, is_moving


def _start(x: FloatArray, y: FloatArray, used: npt.NDArray[np.bool_], free: npt.NDArray[np.bool_]) -> FloatArray:
    near = (y + 0.1) * used
    target = np.matmul(np.swapaxes(x, 1, 2), (near * np.log(np.where(used, near, 1.0)))[:, :, None])
    return np.asarray(np.linalg.solve(_information(x, near, free), target)[:, :, 0])


def _means(x: FloatArray, b: FloatArray, used: npt.NDArray[np.bool_]) -> FloatArray:
    return np.asarray(np.exp(np.clip(np.matmul(x, b[:, :, None])[:, :, 0], -700, 700)) * used)


def _information(x: FloatArray, means: FloatArray, free: npt.NDArray[np.bool_]) -> FloatArray:
    """X' diag(means) X; a column that a model does not have stands alone with 1, so that it stays at 0."""
    information = np.matmul(np.swapaxes(x, 1, 2) * means[:, None, :], x)
    size = information.shape[-1]
    # A hair on the diagonal keeps a step finite where columns say the same: the fit is then refused at the end.
    hair = 1e-13 * (1 + np.trace(information, axis1=1, axis2=2))
    information[:, np.arange(size), np.arange(size)] += np.where(free, hair[:, None], 1.0)
    return np.asarray(information)


def _without_loss(
    x: FloatArray, y: FloatArray, used: npt.NDArray[np.bool_], b: FloatArray, step: FloatArray
) -> FloatArray:
    """Take the step, halved as often as the likelihood needs to rise."""
    before = _height(x, y, used, b)
    shrink = np.ones(len(b))
    for _ in range(30):
        after = _height(x, y, used, b + shrink[:, None] * step)
        is_loss = ~(after >= before - 1e-10 * (1 + np.abs(before)))
        if not np.any(is_loss):
            break
        shrink = np.where(is_loss, shrink / 2, shrink)
    return b + shrink[:, None] * step


def _height(x: FloatArray, y: FloatArray, used: npt.NDArray[np.bool_], b: FloatArray) -> FloatArray:
    eta = np.matmul(x, b[:, :, None])[:, :, 0]
    return np.asarray(np.sum((y * eta - np.exp(np.clip(eta, -700, 700))) * used, axis=1))
