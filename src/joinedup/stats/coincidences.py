"""How many pairs of different people share what people are recognised by, from chance alone."""

import numpy.typing as npt

from joinedup.stats import checks
from joinedup.stats.interval import FloatArray


def pairs(people: npt.ArrayLike) -> FloatArray:
    """Return how many pairs can be made of `people`: n(n - 1)/2. Any shape. Refuses negative numbers.

    Of how many people have each value of something, the sum of this is how many pairs share a value.

    Example:
        >>> pairs([0, 1, 2, 23]).tolist()
        [0.0, 0.0, 1.0, 253.0]

    Truth: every pair listed one by one, in tests/unit/stats/test_truth_coincidences.py.
    """
    (n,) = checks.broadcast(people=people)
    checks.not_negative("people", n)
    return n * (n - 1) / 2 + 0.0  # of nobody it would be -0.0


def expected_pairs(
    people: npt.ArrayLike, alike_in_one: npt.ArrayLike, alike_in_other: npt.ArrayLike, of_pairs: npt.ArrayLike
) -> FloatArray:
    """Return how many pairs of `people` are expected to be alike in two things at once, by chance alone.

    Of `of_pairs` pairs of observed people `alike_in_one` share the one thing and `alike_in_other` the other: n(n - 1)/2
    x (alike_in_one / of_pairs) x (alike_in_other / of_pairs). It is the exact expectation, whatever the distribution of
    either thing and however large n, because expectations of pairs add up even where pairs do not fall independently;
    what it assumes is that the two things are independent of each other and that the people are drawn as the observed
    ones were. Any one shape, pairs of people. Refuses negative numbers, no observed pairs, and more alike than there
    are.

    Example:
        >>> round(float(expected_pairs(23, 365, 1, 365)), 4)
        0.6932

    Truth: the birthday problem (23 people, one first thing for all, 365 days: 253/365 pairs), and simulation to 4
    standard errors from uneven, made-up distributions, both in tests/unit/stats/test_truth_coincidences.py.
    """
    n, one, other, observed = checks.broadcast(
        people=people, alike_in_one=alike_in_one, alike_in_other=alike_in_other, of_pairs=of_pairs
    )
    for name, values in (("people", n), ("alike_in_one", one), ("alike_in_other", other)):
        checks.not_negative(name, values)
    checks.above_zero("of_pairs", observed)
    checks.at_most("alike_in_one", one, "of_pairs", observed)
    checks.at_most("alike_in_other", other, "of_pairs", observed)
    return pairs(n) * (one / observed) * (other / observed)
