import numpy as np
import pytest

from joinedup.stats import comparison, means, multiple, prevalence, proportions, rates

FAULTS = [
    (lambda: proportions.proportion([1, -1], [2, 2]), r"count\[1\] is -1"),
    (lambda: proportions.proportion([1, 3], [2, 2]), r"count\[1\] is 3: it cannot be above n"),
    (lambda: proportions.proportion(0, 0), r"n is 0: it must be above zero"),
    (lambda: proportions.proportion([[1, 2], [np.nan, 4]], 9), r"count\[1, 0\] is nan"),
    (lambda: proportions.proportion([1, 2], [1, 2, 3]), r"count \(2,\), n \(3,\)"),
    (lambda: proportions.proportion(1, 2, confidence=95), "confidence is 95"),
    (lambda: rates.rate([1, 2, 3], [5, 5, 0]), r"population\[2\] is 0"),
    (lambda: rates.rate(1, np.inf), "population is inf"),
    (lambda: rates.against(1, 10, 0), "benchmark is 0"),
    (lambda: comparison.rate_ratio(1, 1, -2, 1), "count_b is -2"),
    (lambda: comparison.rate_ratio(1, 1, 2, 1, confidence=1.0), "confidence is 1"),
    (lambda: comparison.share_difference(1, 1, 2, 1), "count_b is 2: it cannot be above n_b"),
    (lambda: means.mean(10, 1, 4), "total_of_squares is 1"),
    (lambda: means.mean(10, 100, 0), "n is 0"),
    (lambda: multiple.benjamini_hochberg([0.1, 1.2]), r"p\[1\] is 1.2"),
    (lambda: multiple.benjamini_hochberg([0.1], level=5), "level is 5"),
    (lambda: prevalence.unmet_need(1, 10, 0, 20), "low is 0"),
    (lambda: prevalence.unmet_need(1, 30, 5, 20), "estimate is 30: it cannot be above its high bound"),
]


@pytest.mark.parametrize(("call", "message"), FAULTS)
def test_bad_arguments_are_named_with_the_first_bad_index(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_nothing_and_everything_are_not_faults():
    got = proportions.proportion([0, 20], [20, 20])
    assert (got.low[0], got.high[1]) == (0, 100)
    assert [round(float(got.high[0]), 4), round(float(got.low[1]), 4)] == [16.1125, 83.8875]
    assert rates.rate(0, 10).low == 0


def test_nan_exactly_where_the_status_is_not_ok():
    ratio = comparison.rate_ratio([0, 3, 3], 10, [0, 0, 4], 10)
    assert ratio.status.tolist() == ["no-events", "ok", "ok"]
    for numbers in (ratio.value, ratio.low, ratio.high, ratio.p_value):
        assert np.isnan(numbers).tolist() == [True, False, False]
    assert (ratio.value[1], ratio.high[1]) == (np.inf, np.inf)
    average = means.mean([5, 9], [25, 81], [1, 3])
    assert average.status.tolist() == ["too-few", "ok"]
    assert np.isnan(average.value).tolist() == [True, False]
    need = prevalence.unmet_need([5, 50], 20, 10, 40)
    assert need.status.tolist() == ["ok", "more-than-estimated"]
    assert np.isnan(need.high).tolist() == [False, True]


def test_an_empty_family_is_empty():
    assert multiple.benjamini_hochberg([]).survives.tolist() == []
