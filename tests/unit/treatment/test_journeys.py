"""Hand-made cases. Each answer is typed by hand and the twin must find the same journeys, column for column."""

from datetime import date, timedelta

import pytest

from joinedup.core.period import Period
from support.journey_cases import assert_agree, episode

START = date(2021, 5, 1)
END = date(2021, 6, 30)


@pytest.mark.parametrize(("gap", "journeys"), [(-10, 1), (0, 1), (1, 1), (21, 1), (22, 2), (23, 2)])
def test_an_episode_joins_up_to_21_days_after_the_latest_discharge(gap, journeys):
    back = END + timedelta(days=gap)
    rows = assert_agree([episode("e1", START, END), episode("e2", back, back + timedelta(days=30))])
    assert len(rows) == journeys
    assert rows[0]["start_on"] == START
    assert rows[-1]["end_on"] == back + timedelta(days=30)


def test_the_gap_is_counted_from_the_latest_discharge_not_the_last_episodes():
    long = episode("e1", date(2021, 1, 1), date(2021, 12, 1))
    nested = episode("e2", date(2021, 2, 1), date(2021, 3, 1))
    after = episode("e3", date(2021, 12, 22), date(2022, 1, 31))
    (row,) = assert_agree([after, nested, long])
    assert (row["start_on"], row["end_on"], row["length_days"]) == (date(2021, 1, 1), date(2022, 1, 31), 395)


def test_an_open_episode_takes_in_all_that_follows_and_has_no_exit():
    (row,) = assert_agree(
        [episode("e1", START), episode("e2", date(2024, 1, 1), date(2024, 2, 1), disrsn="89")],
    )
    assert row["end_on"] is None
    assert row["exit_reason"] is None
    assert row["length_days"] is None
    assert (row["is_completed"], row["is_unplanned"], row["is_exit"], row["is_open_at_end"]) == (
        False,
        False,
        False,
        True,
    )


def test_episodes_never_triaged_or_discharged_before_triage_stay_out():
    assert assert_agree([episode("e1", None, END), episode("e2", END, START)]) == []


def test_two_people_never_share_a_journey():
    rows = assert_agree([episode("e1", START, END), episode("e2", START, END, person="p2")])
    assert [(row["person_id"], row["journey_number"]) for row in rows] == [("p1", 1), ("p2", 1)]


@pytest.mark.parametrize(
    ("codes", "reason"),
    [
        (["80"], "completed"),
        (["85"], "left early"),
        (["83"], "transferred"),
        (["71"], "recommissioned"),
        (["84"], "custody"),
        (["89"], "died"),
        (["88"], "withdrawn or declined"),
        (["80", "81"], "completed"),
        (["80", "85"], "inconsistent"),
        ([None, "89"], "died"),
        ([None], "other"),
        (["777"], "other"),
        (["777", "80"], "inconsistent"),
    ],
)
def test_the_reason_is_the_one_given_on_the_last_day(codes, reason):
    earlier = episode("e0", START, START + timedelta(days=3), disrsn="83")
    last = [episode(f"e{place}", START, END, disrsn=code) for place, code in enumerate(codes, start=1)]
    (row,) = assert_agree([earlier, *last])
    assert row["exit_reason"] == reason
    assert row["is_completed"] == (reason == "completed")
    assert row["is_unplanned"] == (reason in {"left early", "withdrawn or declined"})


def test_death_after_a_transfer_is_how_the_journey_ended():
    moved = episode("e1", START, END, disrsn="83", agncy="X0001")
    (row,) = assert_agree([moved, episode("e2", END, END + timedelta(days=60), disrsn="89", agncy="X0005")])
    assert row["exit_reason"] == "died"


@pytest.mark.parametrize(("days", "early"), [(83, True), (84, False)])
def test_leaving_before_twelve_weeks_is_early(days, early):
    (row,) = assert_agree([episode("e1", START, START + timedelta(days=days), disrsn="85")])
    assert row["is_early_unplanned_exit"] is early
    assert row["is_retained_12_weeks"] is not early


def test_completing_before_twelve_weeks_is_no_early_unplanned_exit():
    (row,) = assert_agree([episode("e1", START, START + timedelta(days=20), disrsn="80")])
    assert row["is_early_unplanned_exit"] is False


@pytest.mark.parametrize(
    ("ended", "back", "came_back"),
    [
        (date(2021, 8, 31), date(2022, 2, 27), True),
        (date(2021, 8, 31), date(2022, 2, 28), False),  # no 31 February: six months on is the 28th
        (date(2019, 8, 31), date(2020, 2, 28), True),
        (date(2019, 8, 30), date(2020, 2, 29), False),  # a leap year: the 29th
        (date(2021, 3, 15), date(2021, 9, 14), True),
        (date(2021, 3, 15), date(2021, 9, 15), False),
        (date(2021, 8, 1), date(2022, 2, 1), False),
        (date(2020, 2, 29), date(2020, 8, 28), True),
        (date(2020, 2, 29), date(2020, 8, 29), False),
    ],
)
def test_coming_back_within_six_calendar_months(ended, back, came_back):
    first, second = assert_agree([episode("e1", date(2019, 1, 1), ended), episode("e2", back)])
    assert first["represented_6_months"] is came_back
    assert second["represented_6_months"] is False


def test_only_a_completed_journey_can_be_represented():
    first, _ = assert_agree([episode("e1", START, END, disrsn="85"), episode("e2", END + timedelta(days=40))])
    assert first["represented_6_months"] is False


def test_residence_is_that_of_the_latest_episode_even_where_it_is_not_known():
    first = episode("e1", START, END, residence="X10000001", la="X07000001")
    second = episode("e2", END, END, residence="X06000001", la="X06000001")
    (row,) = assert_agree([second, first])
    assert (row["area"], row["district"]) == ("X06000001", "X06000001")
    (row,) = assert_agree([second | {"residence": None}, first])
    assert row["area"] is None


def test_of_episodes_triaged_on_one_day_the_last_to_end_gives_the_residence():
    ends_first = episode("e9", START, END, residence="X06000001")
    still_open = episode("e1", START, None, residence="X10000001")
    assert assert_agree([ends_first, still_open])[0]["area"] == "X10000001"
    also_ends = episode("e1", START, END, residence="X10000001")
    assert assert_agree([ends_first, also_ends])[0]["area"] == "X06000001"  # then the higher key


@pytest.mark.parametrize(
    ("drugs", "group"),
    [
        (["7000"], "alcohol-only"),
        (["7000", "9996", "9997"], "alcohol-only"),
        (["5000"], "non-opiate-only"),
        (["7000", "3200"], "non-opiate-and-alcohol"),
        (["5000", "7000", "1105"], "opiate"),
        (["9996"], None),
        (["no such code"], None),
        ([None], None),
    ],
)
def test_substance_group_takes_the_first_that_fits(drugs, group):
    named = dict(zip(("drug1", "drug2", "drug3"), drugs, strict=False))
    (row,) = assert_agree([episode("e1", START, END, **({"drug1": None} | named))])
    assert row["substance_group"] == group


def test_every_drug_of_every_episode_counts():
    (row,) = assert_agree(
        [episode("e1", START, END, drug1="7000"), episode("e2", END, END, drug1="3201", drug3="5000")]
    )
    assert row["substance_group"] == "non-opiate-and-alcohol"
    cited = {name: row[f"has_{name}"] for name in ("opiate", "crack", "alcohol", "cannabis", "cocaine")}
    assert cited == {"opiate": False, "crack": True, "alcohol": True, "cannabis": True, "cocaine": False}


@pytest.mark.parametrize(
    ("born", "age", "band"),
    [
        (date(2003, 5, 2), 17, "under 18"),
        (date(2003, 5, 1), 18, "18-29"),
        (date(1991, 5, 1), 30, "30-39"),
        (date(1961, 5, 1), 60, "60+"),
        (date(1981, 5, 2), 39, "30-39"),
    ],
)
def test_age_is_whole_years_at_the_start(born, age, band):
    (row,) = assert_agree([episode("e1", START, END, born=born), episode("e2", END, END, born=born)])
    assert (row["age_at_start"], row["age_band"], row["is_adult"]) == (age, band, age >= 18)


def test_an_age_not_known_is_in_no_band():
    (row,) = assert_agree([episode("e1", START, END) | {"age_at_triage": None}])
    assert (row["age_at_start"], row["age_band"], row["is_adult"]) == (None, None, None)


def test_the_kind_of_service_does_not_decide_who_is_an_adult():
    (row,) = assert_agree([episode("e1", START, END, dataset="YP")])
    assert (row["is_adult"], row["in_young_peoples_service"], row["in_adult_service"]) == (True, True, False)


WINDOW = Period.financial_year("2021/22")


@pytest.mark.parametrize(
    ("start", "end", "flags"),
    [
        (date(2021, 3, 31), date(2021, 3, 31), ""),
        (date(2021, 3, 31), date(2021, 4, 1), "in_window is_latest is_exit"),
        (date(2021, 4, 1), date(2022, 3, 31), "in_window is_latest is_new is_exit"),
        (date(2022, 3, 31), date(2022, 4, 1), "in_window is_latest is_new is_open_at_end"),
        (date(2020, 1, 1), None, "in_window is_latest is_open_at_end"),
        (date(2022, 4, 1), None, ""),
    ],
)
def test_flags_of_a_window_at_its_edges(start, end, flags):
    (row,) = assert_agree([episode("e1", start, end)], WINDOW)
    names = ("in_window", "is_latest", "is_new", "is_exit", "is_open_at_end")
    assert " ".join(name for name in names if row[name]) == flags


def test_the_end_of_a_contract_is_no_exit_and_the_next_providers_episode_goes_on_with_the_journey():
    ended = episode("e1", date(2021, 5, 1), date(2021, 9, 30), disrsn="71")
    (alone,) = assert_agree([ended], WINDOW)
    assert (alone["exit_reason"], alone["is_exit"]) == ("recommissioned", False)
    taken_on = episode("e2", date(2021, 10, 1), date(2022, 1, 31), disrsn="80")
    (joined,) = assert_agree([ended, taken_on], WINDOW)
    assert (joined["exit_reason"], joined["is_exit"], joined["length_days"]) == ("completed", True, 275)


def test_the_latest_journey_is_the_latest_active_in_the_window():
    rows = assert_agree(
        [
            episode("e1", date(2020, 1, 1), date(2020, 2, 1)),
            episode("e2", date(2021, 5, 1), date(2021, 6, 1)),
            episode("e3", date(2021, 9, 1), date(2021, 10, 1)),
            episode("e4", date(2023, 1, 1)),
        ],
        WINDOW,
    )
    assert [row["in_window"] for row in rows] == [False, True, True, False]
    assert [row["is_latest"] for row in rows] == [False, False, True, False]
    assert [row["length_days_to_window_end"] for row in rows] == [31, 31, 30, None]


def test_length_stops_at_the_windows_last_day():
    (row,) = assert_agree([episode("e1", date(2022, 3, 1), date(2022, 6, 1))], WINDOW)
    assert (row["length_days"], row["length_days_to_window_end"], row["is_retained_12_weeks"]) == (92, 30, False)
