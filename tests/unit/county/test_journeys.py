import numpy as np
import pytest

from joinedup.county.build import lay_journeys
from joinedup.county.calibrated import CALIBRATED
from joinedup.county.days import OPEN, year_start
from joinedup.county.episodes import INCONSISTENT, lay_episodes
from joinedup.county.exact import year_journeys
from joinedup.county.expectation import steady
from joinedup.county.journeys import joined, journeys, kept
from joinedup.county.level import LEVEL, RAISED, RAISED_BY
from joinedup.county.places import ALCOHOL, CITY, YOUNG

OPENS, CLOSES = year_start(2021), year_start(2022)
ALL_FLOWS = pytest.mark.parametrize("flow", CALIBRATED.flows, ids=lambda flow: f"{flow.place}-{flow.group}")


def chain(follows):
    size = len(follows)
    days = np.arange(size) * 100
    return journeys(0, 0, days, days + 50, np.zeros(size), np.array(follows))


def test_a_person_is_the_first_of_a_chain_of_journeys():
    assert chain([-1, 0, -1, 1, 2]).person.tolist() == [0, 0, 2, 0, 2]


def test_joining_and_keeping_rows_renumber_who_follows_whom():
    both = joined([chain([-1, 0]), chain([-1, 0])])
    assert both.follows.tolist() == [-1, 0, -1, 2]
    assert kept(both, np.array([False, True, True, True])).follows.tolist() == [-1, -1, 1]


@ALL_FLOWS
@pytest.mark.parametrize("seed", [1, 2])
def test_the_exact_year_has_the_planned_counts(flow, seed):
    table = year_journeys(np.random.default_rng(seed), flow, 2021)
    is_new = (table.start >= OPENS) & (table.start < CLOSES)
    exits = (table.end >= OPENS) & (table.end < CLOSES)
    early = is_new & (table.end - table.start < 84)
    year_before = (table.start >= year_start(2020)) & (table.start < OPENS)
    assert len(table) == flow.latest + flow.earlier
    assert len(np.unique(table.person)) == flow.latest
    assert is_new.sum() == flow.new
    assert exits.sum() == flow.exits + flow.earlier
    assert early.sum() == flow.early
    assert year_before.sum() == flow.carried_one_year + flow.earlier
    assert table.active_in(OPENS, CLOSES).all()
    if flow.mean_days is not None:
        assert (table.end - table.start)[exits].sum() == flow.mean_days * exits.sum()


@pytest.mark.parametrize("seed", [3, 4])
def test_nobody_returns_within_21_days_or_as_an_adult_from_youth(seed):
    table = lay_journeys(np.random.default_rng(seed), CALIBRATED, 0.3)
    later = np.flatnonzero(table.follows >= 0)
    gap = table.start[later] - table.end[table.follows[later]]
    assert gap.min() == 22
    assert not (table.group[later] == YOUNG).any()


@pytest.mark.parametrize("seed", [5, 6])
def test_episodes_cover_their_journey_without_a_gap_over_21_days(seed):
    table = lay_journeys(np.random.default_rng(seed), CALIBRATED, 0.2)
    episodes, pattern = lay_episodes(np.random.default_rng(seed), table, year_start(2026) - 1, (OPENS, CLOSES))
    assert set(np.unique(pattern)) == set(range(7))
    assert (episodes.end >= episodes.start).all()
    starts, ends = np.full(len(table), OPEN), np.zeros(len(table), dtype=np.int64)
    np.minimum.at(starts, episodes.journey, episodes.start)
    np.maximum.at(ends, episodes.journey, episodes.end)
    assert (starts == table.start).all()
    assert (ends == table.end).all()
    reached = np.zeros(len(table), dtype=np.int64)
    for journey, start, end in zip(episodes.journey, episodes.start, episodes.end, strict=True):
        assert reached[journey] == 0 or start <= reached[journey] + 21
        reached[journey] = max(reached[journey], end)
    assert not (episodes.reason[table.reason[episodes.journey] != INCONSISTENT] == INCONSISTENT).any()


def test_a_level_county_has_the_same_expected_numbers_every_year_and_only_alcohol_in_the_city_is_raised():
    counts = np.zeros((3, 2))
    for seed in range(6):
        table = lay_journeys(np.random.default_rng(seed), LEVEL, 4.0)
        for row, year in enumerate((2020, 2021, 2022)):
            starts = (table.start >= year_start(year)) & (table.start < year_start(year + 1))
            counts[row] += [(starts & (table.group == ALCOHOL)).sum(), (starts & (table.group < ALCOHOL)).sum()]
    alcohol = 24 * sum(steady(one).starts for one in LEVEL.arrivals if one.group == ALCOHOL)
    drug = 24 * sum(steady(one).starts for one in LEVEL.arrivals if one.group < ALCOHOL)
    assert counts == pytest.approx(np.tile([alcohol, drug], (3, 1)), rel=0.03)
    raised = {one.per_year / before.per_year for one, before in zip(RAISED.arrivals, LEVEL.arrivals, strict=True)}
    assert raised == {1.0, RAISED_BY}
    (city,) = (one for one in RAISED.arrivals if (one.place, one.group) == (CITY, ALCOHOL))
    assert steady(city).people == pytest.approx(400, abs=1)
