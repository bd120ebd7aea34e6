"""The twin's own reading of a provider's file, against one small enough to check by eye."""

from datetime import date

import pytest

from support.journey_cases import plain_rules
from support.twin.reading import read_episodes
from support.twin.rules import add_months, age_on

HEADERS = (
    "FINITIAL,SINITIAL,DOB,SEX,ETHNIC,AGNCY,CLIENTID,EPISODID,CONSENT,DAT,UTLA,LA,DRUG1,TRIAGED,DISD,DISRSN,"
    "MODID,MODAL,MODST,TOPID,TOPDATE,TRSTAGE,ALCUSE,X_CIRID,X_CIRDT,CIRHOUSING"
)
EPISODE = "a,b,19800229,1,A,X0001,C1,E1,Y,X01B,,X07000001,7000,20210501,20210630,80"
ROWS = [
    f"{EPISODE},M1,95,20210503,T1,20210503,S,28,,,",
    f"{EPISODE},M2,94,20210510,T2,2021-06-30,E,NA,R1,20210601,17",
    f"{EPISODE},M1,95,20210503,T1,20210503,S,28,,,",
    "A,B,19800229,1,B,X0001,C1,E2,Y,X01B,X06000001,X06000001,NA,20220301,,,,,,,,,,,,",
    ",,,,,X0001,C9,,N,,,,,,,,,,,,,,,,,",
]


@pytest.fixture
def episodes(tmp_path):
    path = tmp_path / "ndtms_X0001.csv"
    path.write_text("\n".join([HEADERS, *ROWS]) + "\n", encoding="utf-8")
    (tmp_path / "ndtms_X0001.csv.toml").write_text('feed = "ndtms-adult"\n', encoding="utf-8")
    return read_episodes([path], plain_rules(), lambda *parts: "|".join(parts))


def test_rows_of_one_episode_become_one_with_its_children_once(episodes):
    first, second = episodes
    assert [one["key"] for one in first["interventions"]] == ["intervention|X0001|E1|M1", "intervention|X0001|E1|M2"]
    assert [(one["topdate"], one["alcuse"]) for one in first["forms"]] == [
        (date(2021, 5, 3), 28),
        (date(2021, 6, 30), None),
    ]
    assert [one["cirhousing"] for one in first["reviews"]] == ["17"]
    assert (second["interventions"], second["forms"], second["reviews"]) == ([], [], [])


def test_one_person_at_two_addresses_is_one_person(episodes):
    first, second = episodes
    assert first["person"] == second["person"]
    assert (first["residence"], second["residence"]) == ("X10000001", "X06000001")
    assert (first["age_at_triage"], second["age_at_triage"]) == (41, 42)
    assert (first["ethnic"], second["drug1"], second["disd"]) == ("B", None, None)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2021, 8, 31), 6, date(2022, 2, 28)),
        (date(2019, 8, 31), 6, date(2020, 2, 29)),
        (date(2021, 12, 31), 6, date(2022, 6, 30)),
        (date(2021, 1, 15), 12, date(2022, 1, 15)),
    ],
)
def test_months_end_at_the_months_end(day, months, then):
    assert add_months(day, months) == then


def test_a_leap_day_birthday_comes_on_the_first_of_march():
    born = date(2004, 2, 29)
    assert [age_on(day, born) for day in (date(2022, 2, 28), date(2022, 3, 1))] == [17, 18]
