"""Episodes to rows of the JOURNEY contract, one person at a time."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from joinedup.core.period import Period
from support.twin.answers import first_answers
from support.twin.rules import Rules, add_months, days_after

Row = dict[str, Any]
_SUBSTANCES = {"alcohol": "alcuse", "opiate": "opiuse", "crack": "crause", "cocaine": "cocause", "cannabis": "cannuse"}


def journey_rows(episodes: Iterable[Row], window: Period, rules: Rules) -> list[Row]:
    """Return one dict a journey, keys as in the JOURNEY contract; `person_id` is the episodes' own `person`."""
    by_person: dict[Any, list[Row]] = {}
    for episode in episodes:
        if episode["triaged"] is None:
            continue
        if episode["disd"] is not None and episode["disd"] < episode["triaged"]:
            continue
        by_person.setdefault(episode["person"], []).append(episode)
    doubts = _doubts(by_person)
    rows: list[Row] = []
    for person, theirs in by_person.items():
        journeys = [_journey(joined, rules) | doubts[person] for joined in _joined(theirs, rules)]
        rows.extend(_person_rows(person, journeys, window, rules))
    return rows


def _doubts(by_person: dict[Any, list[Row]]) -> dict[Any, Row]:
    people_of: dict[Any, set[Any]] = {}
    for person, theirs in by_person.items():
        for episode in theirs:
            people_of.setdefault(episode["client"], set()).add(person)
    return {
        person: {
            "has_several_client_ids": len({episode["client"] for episode in theirs}) > 1,
            "shares_client_id": any(len(people_of[episode["client"]]) > 1 for episode in theirs),
        }
        for person, theirs in by_person.items()
    }


def _joined(episodes: list[Row], rules: Rules) -> list[list[Row]]:
    journeys: list[list[Row]] = []
    for episode in sorted(episodes, key=lambda one: (one["triaged"], one["episode_key"])):
        if journeys and _continues(journeys[-1], episode["triaged"], rules):
            journeys[-1].append(episode)
        else:
            journeys.append([episode])
    return journeys


def _continues(journey: list[Row], triaged: date, rules: Rules) -> bool:
    if any(episode["disd"] is None for episode in journey):
        return True
    latest = max(episode["disd"] for episode in journey)
    return (triaged - latest).days <= rules.numbers["journey-gap-days"]


def _journey(episodes: list[Row], rules: Rules) -> Row:
    start = episodes[0]["triaged"]
    is_open = any(episode["disd"] is None for episode in episodes)
    end = None if is_open else max(episode["disd"] for episode in episodes)
    latest = max(episodes, key=lambda one: (one["triaged"], one["disd"] or date.max, one["episode_key"]))
    age = episodes[0]["age_at_triage"]
    row: Row = {
        "area": latest["residence"],
        "district": latest["la"],
        "start_on": start,
        "end_on": end,
        "age_at_start": age,
        "age_band": _age_band(age),
        "is_adult": None if age is None else age >= rules.numbers["adult-age"],
        "in_young_peoples_service": any(episode["dataset"] == "YP" for episode in episodes),
        "in_adult_service": any(episode["dataset"] == "AD" for episode in episodes),
    }
    row |= _substances(episodes, rules)
    row |= first_answers(episodes, rules)
    row |= _interventions(episodes, rules)
    row |= _exit(episodes, start, end, rules)
    row |= _outcomes(episodes, start, end, rules)
    return row


def _age_band(age: int | None) -> str | None:
    if age is None:
        return None
    if age < 18:
        return "under 18"
    if age < 30:
        return "18-29"
    if age >= 60:
        return "60+"
    decade = age // 10 * 10
    return f"{decade}-{decade + 9}"


def _substances(episodes: list[Row], rules: Rules) -> Row:
    groups = set()
    for episode in episodes:
        for item in ("drug1", "drug2", "drug3"):
            groups.add(rules.groups["drug"].get(episode[item]))
    groups.discard(None)
    others = groups - {"opiate", "alcohol"}
    if "opiate" in groups:
        group = "opiate"
    elif others and "alcohol" in groups:
        group = "non-opiate-and-alcohol"
    elif others:
        group = "non-opiate-only"
    elif "alcohol" in groups:
        group = "alcohol-only"
    else:
        group = None
    has = {f"has_{name}": name in groups for name in ("opiate", "crack", "alcohol", "cannabis", "cocaine")}
    return {"substance_group": group} | has


def _interventions(episodes: list[Row], rules: Rules) -> Row:
    started = []
    for episode in episodes:
        for one in episode["interventions"]:
            if one["modst"] is not None:
                started.append(((one["modst"], episode["episode_key"], one["key"]), one))
    started.sort(key=lambda pair: pair[0])
    wait = None
    if started and started[0][1]["refmoddt"] is not None:
        first = started[0][1]
        wait = (first["modst"] - first["refmoddt"]).days
        if wait < 0:
            wait = None
    kinds = {rules.groups["modality"].get(one["modal"]) for _, one in started}
    settings = {rules.groups["setting"].get(one["modset"]) for _, one in started}
    return {
        "wait_days": wait,
        "had_pharmacological": "pharmacological" in kinds,
        "had_psychosocial": "psychosocial" in kinds,
        "had_recovery_support": "recovery support" in kinds,
        "had_harm_reduction": "harm reduction" in kinds,
        "in_community": "community" in settings,
        "in_inpatient": "inpatient" in settings,
        "in_residential": "residential" in settings,
        "in_primary_care": "primary care" in settings,
    }


def _exit(episodes: list[Row], start: date, end: date | None, rules: Rules) -> Row:
    reason = None
    if end is not None:
        codes = [episode["disrsn"] for episode in episodes if episode["disd"] == end]
        reasons = {rules.groups["discharge-reason"].get(code, "other") for code in codes if code is not None}
        if not reasons:
            reason = "other"
        elif len(reasons) > 1:
            reason = "inconsistent"
        else:
            reason = reasons.pop()
    length = None if end is None else (end - start).days
    unplanned = reason in ("left early", "withdrawn or declined")
    return {
        "exit_reason": reason,
        "is_completed": reason == "completed",
        "is_unplanned": unplanned,
        "length_days": length,
        "is_early_unplanned_exit": bool(unplanned and length is not None and length < rules.numbers["retained-days"]),
    }


def _outcomes(episodes: list[Row], start: date, end: date | None, rules: Rules) -> Row:
    first: tuple[Any, Row] | None = None
    last: tuple[Any, Row] | None = None
    for episode in episodes:
        for form in episode["forms"]:
            day, stage = form["topdate"], rules.groups["treatment-stage"].get(form["trstage"])
            if day is None or day < start:
                continue
            key = (episode["episode_key"], form["key"])
            if stage == "start" and (end is None or day <= end) and (first is None or (day, key) < first[0]):
                first = ((day, key), form)
            if (
                stage == "exit"
                and end is not None
                and day <= days_after(end, rules.numbers["outcomes-days-after-exit"])
            ):
                # latest day first; of forms of one day, the one with the lowest key
                order = (-day.toordinal(), key)
                if last is None or order < last[0]:
                    last = (order, form)
    row = {f"start_{name}_days": first[1][item] if first else None for name, item in _SUBSTANCES.items()}
    return row | {f"exit_{name}_days": last[1][item] if last else None for name, item in _SUBSTANCES.items()}


def _person_rows(person: Any, journeys: Sequence[Row], window: Period, rules: Rules) -> list[Row]:
    last_day = window.end - timedelta(days=1)
    active = [
        number
        for number, row in enumerate(journeys, start=1)
        if row["start_on"] <= last_day and (row["end_on"] is None or row["end_on"] >= window.start)
    ]
    rows = []
    for number, row in enumerate(journeys, start=1):
        start, end = row["start_on"], row["end_on"]
        came_back = False
        if row["is_completed"] and number < len(journeys):
            came_back = journeys[number]["start_on"] < add_months(end, rules.numbers["re-presentation-months"])
        seen_to = None
        if start <= last_day:
            seen_to = (min(last_day, end or last_day) - start).days
        rows.append(
            row
            | {
                "person_id": person,
                "journey_number": number,
                "in_window": number in active,
                "is_latest": bool(active) and number == active[-1],
                "is_new": window.start <= start <= last_day,
                "is_exit": end is not None
                and window.start <= end <= last_day
                and row["exit_reason"] != "recommissioned",
                "is_open_at_end": number in active and (end is None or end > last_day),
                "length_days_to_window_end": seen_to,
                "is_retained_12_weeks": seen_to is not None and seen_to >= rules.numbers["retained-days"],
                "represented_6_months": came_back,
            }
        )
    return rows
