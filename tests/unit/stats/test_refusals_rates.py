"""What rates, shares and their comparisons refuse, and what they do not."""

import numpy as np
import pytest

from joinedup.stats import comparison, proportions, rates

FAULTS = [
    (lambda: rates.rate([1, np.nan], 10), r"^count\[1\] is nan"),
    (lambda: rates.rate([1, -1], 10), r"^count\[1\] is -1: it cannot be negative"),
    (lambda: rates.rate([1, 2], [1, 2, 3]), r"count \(2,\), population \(3,\)"),
    (lambda: rates.rate(1, 10, confidence=0), "^confidence is 0"),
    (lambda: rates.against(1, 10, [5, 3], rounding=[1, 4]), r"^rounding\[1\] is 4: it cannot be above benchmark"),
    (lambda: rates.against(1, 10, 5, rounding=-1), "^rounding is -1"),
    (lambda: rates.rate_of_events(3, 10), "^persons_by_frequency is one number"),
    (lambda: rates.rate_of_events([[1, 2], [3, -4]], 10), r"^persons_by_frequency\[1, 1\] is -4"),
    (lambda: rates.rate_of_events([1, 2], [5, 0]), r"^population\[1\] is 0: it must be above zero"),
    (lambda: rates.rate_of_events([1, np.inf], 5), r"^persons_by_frequency\[1\] is inf"),
    (lambda: rates.rate_of_events([1, 2], 5, frequencies=[1, 0]), r"^frequencies\[1\] is 0: it must be above zero"),
    (lambda: rates.rate_of_events([1, 2], 5, frequencies=[1, 2, 3]), r"^frequencies \(3,\) must have one number"),
    (lambda: rates.rate_of_events([[1, 2], [3, 4]], [1, 2, 3]), r"^population \(3,\) .* \(2, 2\) without its last"),
    (lambda: rates.rate_of_events([1, 2], 5, confidence=1), "^confidence is 1"),
    (lambda: proportions.against(1, 10, 50, rounding=-0.5), "^rounding is -0.5"),
    (lambda: proportions.against(1, 10, np.nan), "^benchmark is nan"),
    (lambda: comparison.rate_ratio(1, 0, 2, 1), "^population_a is 0"),
    (lambda: comparison.rate_ratio(1, 1, 2, [1, 0]), r"^population_b\[1\] is 0"),
    (lambda: comparison.share_ratio(3, 2, 1, 2), "^count_a is 3: it cannot be above n_a"),
    (lambda: comparison.share_difference(1, 0, 1, 2), "^n_a is 0"),
    (lambda: comparison.share_difference(1, 2, 1, 2, confidence=1.5), "^confidence is 1.5"),
    (lambda: comparison.share_ratio(1, 2, np.nan, 2), "^count_b is nan"),
    (lambda: comparison.with_benchmark(*[proportions.proportion(1, 2)] * 2, 40, rounding=-1), "^rounding is -1"),
]


@pytest.mark.parametrize(("call", "message"), FAULTS)
def test_bad_arguments_are_named_with_the_first_bad_index(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_no_events_and_all_events_have_limits():
    assert rates.rate_of_events([0, 0], 100, per=1).high == pytest.approx(0.03688879, rel=1e-6)
    both = comparison.share_difference([0, 10], 10, [10, 0], 10)
    assert both.value.tolist() == [-100, 100]
    assert np.all(np.isfinite([both.low, both.high, both.p_value]))
    same = comparison.share_difference([0, 10], 10, [0, 10], 10)
    assert same.p_value.tolist() == [1, 1]


def test_nothing_at_all_is_an_empty_answer():
    nothing = np.zeros(0)
    for got in (
        proportions.proportion(nothing, nothing + 1),
        rates.rate(nothing, nothing + 1),
        rates.rate_of_events(np.zeros((0, 3)), nothing + 1),
        comparison.rate_ratio(nothing, nothing + 1, nothing, nothing + 1),
        comparison.share_difference(nothing, nothing + 1, nothing, nothing + 1),
    ):
        assert got.value.shape == got.low.shape == got.status.shape == (0,)
