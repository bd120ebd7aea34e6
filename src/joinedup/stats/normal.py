"""What the normal distribution says of a confidence and of a deviate."""

import numpy as np
from scipy import special

from joinedup.stats.interval import FloatArray


def z_for(confidence: float) -> float:
    """Return the normal quantile of a two-sided confidence; ValueError outside (0, 1).

    Example:
        >>> round(z_for(0.95), 6), round(z_for(0.998), 6)
        (1.959964, 3.090232)

    Truth: printed tables of the normal distribution, 4 levels to 6 decimals.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence:g}: it must lie between 0 and 1, such as 0.95.")
    return float(special.ndtri(0.5 + confidence / 2))


def two_sided(z: FloatArray) -> FloatArray:
    """Return the two-sided p-value of a normal deviate; 1 where it points the other way.

    Example:
        >>> two_sided(np.array([1.959964, -1.0])).round(6).tolist()
        [0.05, 1.0]

    Truth: printed tables of the normal distribution, 4 levels to 6 decimals.
    """
    return np.asarray(np.minimum(1.0, 2 * special.ndtr(-np.maximum(z, 0.0))))
