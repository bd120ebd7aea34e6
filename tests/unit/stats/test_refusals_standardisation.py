import numpy as np
import pytest

from joinedup.stats.standardisation import direct, expected_events, indirect_rate, indirect_ratio

FAULTS = [
    (lambda: direct([[1, 2], [3, -4]], [[10, 10], [10, 10]], [1, 1]), r"counts\[1, 1\] is -4: it cannot be negative"),
    (lambda: direct([1, 2], [10, 0], [1, 1]), r"populations\[1\] is 0: it must be above zero"),
    (lambda: direct([1, 2], [10, np.nan], [1, 1]), r"populations\[1\] is nan: it must be a finite number"),
    (lambda: direct([1, 2], [10, 10], [1, -1]), r"weights\[1\] is -1"),
    (lambda: direct([1, 2], [10, 10], [0, 0]), r"the sum of weights is 0: some band must weigh something"),
    (
        lambda: direct([1] * 18, [10] * 18),
        r"same bands in each of these: counts \(18,\), populations \(18,\), weights \(19,\)",
    ),
    (lambda: direct([[1], [2]], [[9, 9], [9, 9]], [1, 1]), r"counts \(2, 1\), populations \(2, 2\)"),
    (lambda: direct(1, 10, 1), r"counts \(\)"),
    (lambda: direct([[1, 2]] * 2, [[9, 9]] * 3, [1, 1]), r"counts \(2, 2\), populations \(3, 2\)"),
    (lambda: direct([9, 9], [99, 99], [1, 1], confidence=95), "confidence is 95"),
    (lambda: direct([9, 9], [99, 99], [1, 1], event_frequencies=[9, 9]), r"event_frequencies has shape \(2,\)"),
    (lambda: direct([9, 9], [99, 99], [1, 1], event_frequencies=[[9]]), r"last axes must be the 2 bands"),
    (lambda: direct([9, 9], [99, 99], [1, 1], event_frequencies=[[9, 0], [9, -1]]), r"event_frequencies\[1, 1\] is -1"),
    (lambda: direct([9, 9], [99, 99], [1, 1], event_frequencies=[[9, 0], [9, 1]]), r"counts\[1\] is 9: its event_freq"),
    (lambda: indirect_ratio(-1, [9], [9], [9]), "observed is -1"),
    (lambda: indirect_ratio([3, 3, 3], [[9], [9]], [9], [9]), r"observed \(3,\), expected \(2,\)"),
    (lambda: indirect_ratio(1, [9, 9], [9, 9, 9], [9, 9, 9]), r"populations \(2,\), reference_counts \(3,\)"),
    (
        lambda: indirect_ratio(1, [9, 9], [0, 0], [9, 9]),
        "expected events is 0: some reference count must be above zero",
    ),
    (lambda: indirect_rate(1, [9], [9], [0]), r"reference_populations\[0\] is 0"),
    (lambda: indirect_rate(1, [9], [9], [9], confidence=0), "confidence is 0"),
    (lambda: expected_events([9, 0], [9, 9], [9, 9]), r"populations\[1\] is 0"),
    (lambda: expected_events([9, 9], [9, -9], [9, 9]), r"reference_counts\[1\] is -9"),
]


@pytest.mark.parametrize(("call", "message"), FAULTS)
def test_bad_arguments_are_named_with_the_first_bad_index(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_no_events_is_not_a_fault():
    assert direct([0, 0], [9, 9], [1, 1]).status == "fewer-than-10-events"
    assert indirect_ratio(0, [9], [9], [9]).value == 0


def test_no_rows_give_no_rows():
    got = direct(np.zeros((0, 19)), np.ones((0, 19)))
    assert got.value.shape == got.status.shape == (0,)
