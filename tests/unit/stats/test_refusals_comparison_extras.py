import pytest

from joinedup.stats import stocks
from joinedup.stats.comparison_with_rest import with_rest

FAULTS = [
    (lambda: with_rest([1, 9], 100, 8, 1000, family="rate"), r"total_count\[1\] is 8: it cannot be below count"),
    (lambda: with_rest(1, 100, 8, 100, family="rate"), "total_n is 100: it must be above n"),
    (lambda: with_rest(1, 100, 8, 99, family="share"), "total_n is 99: it must be above n"),
    (lambda: with_rest(-1, 100, 8, 990, family="share"), "count is -1"),
    (lambda: with_rest(1, 0, 8, 990, family="share"), "n is 0"),
    (lambda: with_rest(11, 10, 30, 90, family="share"), "count is 11: it cannot be above n"),
    (lambda: with_rest(1, 10, 90, 60, family="share"), "total_count is 90: what is left"),
    (lambda: with_rest(1, 10, 20, 60, family="odds"), "family is 'odds'"),
    (lambda: stocks.change([5, -1], 5, 0), r"now\[1\] is -1"),
    (lambda: stocks.change(5, 4, [4, 5]), r"both\[1\] is 5: it cannot be above before"),
    (lambda: stocks.change(3, 4, 4), "both is 4: it cannot be above now"),
    (lambda: stocks.change(3, 4, float("nan")), "both is nan"),
    (lambda: stocks.change(3, 4, 1, confidence=0), "confidence is 0"),
]


@pytest.mark.parametrize(("call", "message"), FAULTS)
def test_bad_arguments_are_named_with_the_first_bad_index(call, message):
    with pytest.raises(ValueError, match=message):
        call()
