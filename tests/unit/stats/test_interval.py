import numpy as np
import pytest

from joinedup.stats.interval import Compared, Interval, plain, statuses, withhold


def test_a_status_is_the_word_of_the_first_rule_that_holds_there():
    draw = np.random.default_rng(1)
    few, none = draw.random((50, 4)) < 0.3, draw.random((50, 4)) < 0.3
    got = statuses((50, 4), (few, "too-few-events-to-say-anything"), (none, "no-events"))
    for index in np.ndindex(50, 4):
        expected = "too-few-events-to-say-anything" if few[index] else "no-events" if none[index] else "ok"
        assert got[index] == expected


def test_statuses_that_are_all_ok_take_no_room():
    never = np.zeros(1000, dtype=bool)
    got = statuses((1000,), (never, "no-events"))
    assert got.shape == (1000,)
    assert set(got.tolist()) == {"ok"}
    assert not any(got.strides)
    assert statuses((0, 3)).shape == (0, 3)
    assert statuses(()) == "ok"


def test_numbers_are_hidden_exactly_where_the_status_is_not_ok():
    few = np.array([True, False, True])
    for rule, expected in ((few, [True, False, True]), (few & False, [False] * 3), (few | True, [True] * 3)):
        got = withhold(statuses((3,), (rule, "too-few")), np.array([1.0, 2.0, 3.0]), np.float64(5.0))
        for numbers in got:
            assert numbers.shape == (3,)
            assert np.isnan(numbers).tolist() == expected
    assert withhold(np.broadcast_to("no-events", (2,)), np.float64(1))[0].shape == (2,)


def test_an_interval_prints_as_plain_numbers():
    scalar = Interval(np.array(1.23456), np.array(-0.001), np.array(np.inf), statuses(()))
    assert repr(scalar.rounded(2)) == "(1.23, 0.0, inf)"
    array = np.array([1.25, 2.0])
    assert Compared(array, array, array, np.array([0.0123, 1]), statuses((2,))).rounded(3)[3] == [0.012, 1.0]
    assert repr(plain(1, -0.01)) == "(0.0,)"
    assert plain(1, [np.nan])[0] == pytest.approx([np.nan], nan_ok=True)
