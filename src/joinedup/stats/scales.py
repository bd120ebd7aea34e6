"""Scales on which errors are nearly normal: logarithms for rates, log odds for proportions."""

from typing import Literal

import numpy as np
from scipy import special

from joinedup.stats import checks
from joinedup.stats.interval import FloatArray

Scale = Literal["log", "logit"] | None


def onto(scale: Scale, values: FloatArray) -> FloatArray:
    """Return values on a scale: ln v, ln(v / (1 - v)), or as they are. Any shape; `within` refuses what cannot go.

    Example:
        >>> float(onto("logit", np.array(0.8)).round(4))
        1.3863

    Truth: closed form, ln 4; its way back in tests/generative/test_inequality_laws.py.
    """
    if scale == "log":
        return np.asarray(np.log(values))
    return np.asarray(special.logit(values)) if scale == "logit" else values


def back(scale: Scale, values: FloatArray) -> FloatArray:
    """Return values from a scale: exp v, 1 / (1 + exp -v), or as they are. Any shape; refuses nothing.

    Example:
        >>> float(back("logit", np.array(1.3862944)).round(6))
        0.8

    Truth: closed form; undoes `onto` in tests/generative/test_inequality_laws.py.
    """
    if scale == "log":
        return np.asarray(np.exp(values))
    return np.asarray(special.expit(values)) if scale == "logit" else values


def derivative(scale: Scale, values: FloatArray) -> FloatArray:
    """Return how much a value moves for a small move on the scale, where it is v: v, v(1 - v), or 1.

    Any shape; refuses nothing. With it the delta method carries an error from a scale to the values.

    Example:
        >>> float(derivative("logit", np.array(0.8)).round(4))
        0.16

    Truth: closed form; a small step in tests/generative/test_inequality_laws.py.
    """
    if scale == "log":
        return values
    return values * (1 - values) if scale == "logit" else np.ones_like(values)


def within(scale: Scale, **arguments: FloatArray) -> None:
    """Refuse scales that are not known, and values the scale cannot take: below or at 0, for 'logit' at 1 or above.

    Example:
        >>> within("logit", values=np.array([0.2, 1.0]))
        Traceback (most recent call last):
        ValueError: values[1] is 1: it must be a fraction below 1 for 'logit'.

    Truth: tests/unit/stats/test_refusals_inequality.py.
    """
    if scale not in (None, "log", "logit"):
        raise ValueError(f"The scale is {scale!r}: it must be 'log', 'logit' or None.")
    for name, values in arguments.items():
        if scale is not None:
            checks.refuse(name, values, values <= 0, f"it must be above 0 for {scale!r}")
        if scale == "logit":
            checks.refuse(name, values, values >= 1, "it must be a fraction below 1 for 'logit'")
