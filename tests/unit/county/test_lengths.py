import numpy as np
import pytest

from joinedup.county.lengths import TWELVE_WEEKS, Course
from joinedup.county.places import COMPLETED, LEFT

COURSE = Course(early=0.2, beyond=150.0, reasons=(0.5, 0.3, 0.1, 0.05, 0.03, 0.015, 0.005))


def test_chances_add_up_and_give_the_early_share_and_the_mean():
    assert COURSE.chances.sum() == pytest.approx(1.0)
    assert COURSE.chances[:TWELVE_WEEKS].sum() == pytest.approx(0.2)
    # Early lengths run evenly from 7 to 83, so 45 on average; the rest are 84 and on average 150 more.
    assert COURSE.mean == pytest.approx(0.2 * 45 + 0.8 * (84 + 150), abs=0.01)


def test_draws_follow_the_chances_and_early_leavers_never_complete():
    length, reason = COURSE.draw(np.random.default_rng(7), 40_000)
    assert length.mean() == pytest.approx(COURSE.mean, rel=0.02)
    assert set(reason[length < TWELVE_WEEKS].tolist()) == {LEFT}
    assert (reason == COMPLETED).mean() == pytest.approx(COURSE.reason_share(COMPLETED), abs=0.01)
    assert COURSE.reason_share(LEFT) == pytest.approx(0.8 * 0.3 + 0.2)


def test_lengths_stay_within_the_room_there_is():
    room = np.array([7, 20, 60, 400])
    length, _ = COURSE.draw_within(np.random.default_rng(8), np.repeat(room, 200))
    assert (length <= np.repeat(room, 200)).all()
