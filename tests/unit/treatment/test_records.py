"""Providers' records, from rows drawn small: one episode for each thing that can be wrong."""

from datetime import date

import ibis
import pytest

from joinedup.core.period import Period
from joinedup.definitions.catalogue import record_measures
from joinedup.definitions.reading import treatment_rules
from joinedup.measures.tally import count
from joinedup.treatment.records import RECORDS_READ, records_in
from joinedup.warehouse.contracts import EPISODE

YEAR = Period(date(2021, 4, 1), date(2022, 4, 1))
DATES = {"refld", "triaged", "disd", "modst", "modend", "topdate", "titdate", "submoddt", "x_cirdt"}
CODES = treatment_rules().code_lists
OPIATE, ALCOHOL = (CODES["drug"].codes_of(group)[0] for group in ("opiate", "alcohol"))
START, EXIT = (CODES["treatment-stage"].codes_of(stage)[0] for stage in ("start", "exit"))
COMPLETED = CODES["discharge-reason"].codes_of("completed")[0]
SENDERS = {"d": "A", "d2": "B"}


def day(text):
    return date.fromisoformat(text) if text else None


def tables(**given):
    made = {}
    for table, columns in RECORDS_READ.items():
        rows = [
            {"delivery_id": "d"} | {c: (day(row.get(c)) if c in DATES else row.get(c)) for c in columns if c in row}
            for row in given.get(table, ())
        ]
        schema = ibis.schema({c: "date" if c in DATES else "string" for c in columns})
        made[table] = ibis.memtable([{c: row.get(c) for c in columns} for row in rows], schema=schema)
    return made


def episode(key, triaged, disd=None, **more):
    return {"episode_key": key, "client_key": key, "triaged": triaged, "disd": disd} | more


def records(**given):
    return records_in(tables(**given), SENDERS, YEAR, treatment_rules(), stale_months=6)


def scored(measure, **given):
    rows = records(**given)
    found = count(rows.mutate(area=rows.provider), [record_measures()[measure]], ["A", "B"])
    return {code: (tallies[measure].counted, tallies[measure].answered) for (code, _), tallies in found.items()}


def test_rows_keep_the_contract_one_for_each_episode():
    rows = records(episode=[episode("e1", "2021-05-01"), episode("e2", "2019-05-01"), episode("e3", None)])
    assert list(rows.columns) == list(EPISODE)
    assert {name: str(kind) for name, kind in rows.schema().items()} == dict(EPISODE)
    assert [row["is_started"] for row in rows.order_by("is_started").to_pyarrow().to_pylist()] == [False, True]


def test_a_start_profile_is_one_of_that_stage_in_the_same_episode():
    episodes = [episode("e1", "2021-05-01"), episode("e2", "2021-05-01"), episode("e3", "2020-05-01")]
    forms = [
        {"episode_key": "e1", "topdate": "2021-05-02", "trstage": START},
        {"episode_key": "e2", "topdate": "2021-05-02", "trstage": EXIT},
    ]
    assert scored("no-start-profile", episode=episodes, outcomes_profile=forms) == {"A": (1, 2)}


@pytest.mark.parametrize(("on", "lacking"), [("2021-09-15", 0), ("2021-09-16", 1)])
def test_an_exit_profile_may_be_fourteen_days_late(on, lacking):
    episodes = [episode("e1", "2021-05-01", "2021-09-01", disrsn=COMPLETED), episode("e2", "2021-05-01", "2021-09-01")]
    forms = [{"episode_key": "e1", "topdate": on, "trstage": EXIT}]
    assert scored("no-exit-profile", episode=episodes, outcomes_profile=forms) == {"A": (lacking, 1)}


def test_same_day_is_a_discharge_on_the_day_of_triage():
    episodes = [
        episode("e1", "2021-05-01", "2021-05-01"),
        episode("e2", "2021-05-01", "2021-05-02"),
        episode("e3", "2021-05-01"),
        episode("e4", "2022-04-01", "2022-04-01"),
    ]
    assert scored("same-day", episode=episodes) == {"A": (1, 3)}


@pytest.mark.parametrize(
    ("refld", "modst", "modend", "is_wrong"),
    [
        ("2021-04-20", "2021-05-03", "2021-06-01", 0),
        ("2021-05-02", "2021-05-03", "2021-06-01", 1),
        ("2021-04-20", "2021-06-02", "2021-06-01", 1),
        ("2021-04-20", "2021-09-02", None, 1),
        ("2021-04-20", "2021-05-03", "2021-09-02", 1),
        (None, None, None, 0),
    ],
)
def test_an_order_of_dates_that_cannot_be(refld, modst, modend, is_wrong):
    episodes = [episode("e1", "2021-05-01", "2021-09-01", refld=refld)]
    each = [{"episode_key": "e1", "modst": modst, "modend": modend}]
    assert scored("impossible-dates", episode=episodes, intervention=each) == {"A": (is_wrong, 1)}


@pytest.mark.parametrize(
    ("contact", "is_stale"), [("2021-09-30", 1), ("2021-10-01", 1), ("2021-10-02", 0), ("2022-04-02", 1)]
)
def test_a_caseload_is_stale_where_nothing_is_dated_for_six_months(contact, is_stale):
    episodes = [episode("e1", "2021-05-01"), episode("e2", "2021-05-01", "2022-03-31"), episode("e3", "2022-03-01")]
    dated = [{"episode_key": "e1", "titdate": contact}]
    assert scored("stale-caseload", episode=episodes, time_in_treatment=dated) == {"A": (is_stale, 2)}


def test_case_mix_takes_the_first_group_that_fits_and_providers_are_apart():
    episodes = [
        episode("e1", "2021-05-01", drug1=OPIATE),
        episode("e2", "2021-05-01", drug1=ALCOHOL, drug3=OPIATE),
        episode("e3", "2021-05-01", drug1=ALCOHOL) | {"delivery_id": "d2"},
        episode("e4", "2021-05-01"),
    ]
    assert scored("case-mix-opiate", episode=episodes) == {"A": (2, 3), "B": (0, 1)}
    assert scored("case-mix-alcohol", episode=episodes) == {"A": (0, 3), "B": (1, 1)}


def test_an_answer_that_is_blank_declined_or_not_known_to_us_is_not_recorded():
    known = next(iter(CODES["ethnicity"].groups))
    declined = next(code.code for code in CODES["ethnicity"].codes if code.group is None)
    given = {"e1": known, "e2": declined, "e3": None, "e4": "??"}
    clients = [{"client_key": key, "ethnic": code} for key, code in given.items()]
    episodes = [episode(key, "2021-05-01") for key in (*given, "e5")]
    assert scored("no-ethnicity", episode=episodes, client=clients) == {"A": (4, 5)}


def test_any_of_three_disability_items_is_an_answer():
    known = next(iter(CODES["disability"].groups))
    episodes = [episode("e1", "2021-05-01", disable3=known), episode("e2", "2021-05-01")]
    assert scored("no-disability", episode=episodes) == {"A": (1, 2)}


def test_episodes_of_deliveries_that_are_not_asked_for_are_left_out():
    episodes = [episode("e1", "2021-05-01"), episode("e2", "2021-05-01") | {"delivery_id": "other"}]
    assert scored("same-day", episode=episodes) == {"A": (0, 1)}
