"""Lists taken as occasions in time, where being found changes the chance of being found again."""

import numpy as np

from joinedup.stats.interval import FloatArray


def removal(is_mb: bool, coefficients: FloatArray, covariance: FloatArray, lists: int) -> tuple[float, float]:
    """Return abundance and standard error of a fitted Mb (else Mbh), whose unseen are not exp(constant).

    s is the number first found at the first list (Mb) or the second (Mbh), r the ratio from one list to the next:
    s / (1 - r) people, and for Mbh those first found at the first list besides. The variance is the delta method's on
    Poisson counts, less the abundance. `coefficients` [columns] and `covariance` are in the order of `designs.named`.
    Sources: Zippin (1956); Pollock and Otto (1983). Refuses nothing; not finite where nothing falls off between lists.

    Example:
        >>> round(removal(True, np.log([60, 0.5, 1.0]), np.zeros((3, 3)), 3)[0], 1)
        320.0

    Truth: `prevalence/estimates_closedp.csv` (Rcapture), 9 abundances to 1e-8 and 4 standard errors of Mb to 1e-4, and
    Zippin's and Seber's closed form for two removals, all through `log_linear`.
    """
    with np.errstate(all="ignore"):
        return _removal(is_mb, coefficients, covariance, lists)


def _removal(is_mb: bool, coefficients: FloatArray, covariance: FloatArray, lists: int) -> tuple[float, float]:
    constant, fall, later = coefficients[:3]
    again = 1 + np.exp(later)
    share, r = np.exp(later) / again, np.exp(fall) / again
    after = lists - 1 if is_mb else lists - 2
    s = np.exp(constant + (0 if is_mb else fall)) * again**after
    removed = s / (1 - r)
    steep = s * r / (1 - r) ** 2
    gradient = np.array([removed, steep + (0 if is_mb else removed), (after * removed - steep) * share])
    alone = 0.0 if is_mb else np.exp(constant + coefficients[3]) * again ** (lists - 1)
    if not is_mb:
        gradient = np.append(gradient + alone * np.array([1, 0, (lists - 1) * share]), alone)
    size = len(gradient)
    variance = gradient @ covariance[:size, :size] @ gradient - (alone + removed)
    return float(alone + removed), float(np.sqrt(variance)) if variance >= 0 else np.nan
