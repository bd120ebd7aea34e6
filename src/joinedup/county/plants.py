"""What is planted on purpose: people who share an attributor, and rows that are wrong."""

from typing import Any

import numpy as np
import polars as pl

from joinedup.county.days import year_start
from joinedup.county.draw import Ints
from joinedup.county.journeys import Journeys
from joinedup.county.places import CITY, COUNTY, OTHER_DRUG, Service
from joinedup.county.plan import Plan

_PAIRS = 4


def make_collisions(
    people: pl.DataFrame, table: Journeys, person: Ints, plan: Plan
) -> tuple[pl.DataFrame, list[tuple[int, int]]]:
    """Give a few people another's initials, date of birth and sex; return the people and the pairs (rows of them).

    Both are adults with one journey each, years apart and both over before the year before the exact one, so a
    builder that takes them for one person finds the same journeys and the same numbers in that year.
    """
    if not plan.has_plants:
        return people, []
    first = people["first"].to_numpy()
    alone = np.bincount(person, minlength=len(people)) == 1
    adult = (table.group[first] == OTHER_DRUG) & alone & ~table.at_young[first]
    early = adult & (table.place[first] == COUNTY) & (table.end[first] < year_start(2014))
    late = adult & (table.place[first] == CITY) & (table.start[first] >= year_start(2016))
    late &= table.end[first] < year_start(plan.year - 2)
    kept, copies = np.flatnonzero(early)[:_PAIRS], np.flatnonzero(late)[:_PAIRS]
    pairs = list(zip(kept.tolist(), copies.tolist(), strict=False))
    source = np.arange(len(people))
    for one, other in pairs:
        source[other] = one
    return people.with_columns(people[name][source] for name in ("initials", "sex", "birth")), pairs


_SOUND = {
    "FINITIAL": "Q",
    "SINITIAL": "Q",
    "SEX": "1",
    "ETHNIC": "A",
    "NATION": "GBR",
    "AGNCY": "X0002",
    "CONSENT": "Y",
    "REFLD": "20130603",
    "RFLS": "4",
    "TRIAGED": "20130610",
    "CPLANDT": "20130612",
    "DAT": "X02B",
    "LA": "X06000001",
    "ACCMNEED": "3",
    "EMPSTAT": "1",
    "PRNTSTAT": "14",
    "DRUG1": "7000",
    "DRUG2": "9996",
    "DRUG3": "9997",
    "INJSTAT": "N",
    "DISD": "20131001",
    "DISRSN": "81",
    "MODAL": "95",
    "MODSET": "1",
    "REFMODDT": "20130603",
    "FAOMODDT": "20130614",
    "MODST": "20130614",
    "MODEND": "20131001",
    "MODEXIT": "A",
    "TOPDATE": "20130614",
    "TRSTAGE": "S",
    "ALCUSE": "20",
}
"""An episode of 2013 with nothing wrong; each planted fault changes one item, far from the year held exactly."""

_FAULTS: tuple[tuple[str, str | None, str, str], ...] = (
    ("TRIAGED", "20131345", "a date that does not exist", "set aside"),
    ("SEX", None, "sex is blank", "set aside"),
    ("DOB", "20990101", "born after triage", "set aside"),
    ("DISD", "20130501", "discharged before triage", "set aside"),
    ("DRUG1", None, "no first substance", "flag"),
    ("DISRSN", None, "a discharge date without a reason", "flag"),
    ("ALCUSE", "31", "more than 28 days of drinking in 28", "flag"),
    ("ETHNIC", "7", "a code not in the list", "flag"),
)
_DISAGREEING = ("PRNTSTAT", "11", "two rows of one episode disagree", "set aside")


def add_faults(flat: pl.DataFrame, service: Service) -> tuple[pl.DataFrame, list[dict[str, Any]]]:
    """Add the faulty rows at the end of the city service's file; say where they are (`row` counts the header as 1)."""
    if service.code != _SOUND["AGNCY"]:
        return flat, []
    rows: list[dict[str, str | None]] = []
    planted: list[dict[str, Any]] = []
    for header, value, what, expected in _FAULTS:
        rows.append(_sound_row(len(rows)) | {header: value})
        planted.append(_fault(service, len(flat) + 1 + len(rows), header, what, expected))
    header, value, what, expected = _DISAGREEING
    twin = _sound_row(len(rows))
    for row in (twin, twin | {header: value, "MODID": "M9900099"}):
        rows.append(row)
        planted.append(_fault(service, len(flat) + 1 + len(rows), header, what, expected))
    extra = pl.DataFrame(rows, schema={name: pl.String for name in flat.columns if any(name in row for row in rows)})
    return pl.concat([flat, extra], how="diagonal").select(flat.columns), planted


def _sound_row(number: int) -> dict[str, str | None]:
    own: dict[str, str | None] = {
        "DOB": f"19{60 + number}0214",
        "CLIENT": f"X0002-C99{number:04d}",
        "CLIENTID": f"C99{number:04d}",
        "EPISODID": f"E99{number:04d}",
        "MODID": f"M99{number:05d}",
        "TOPID": f"T99{number:05d}",
    }
    return {**_SOUND, **own}


def _fault(service: Service, row: int, field: str, what: str, expected: str) -> dict[str, Any]:
    return {"file": f"ndtms_{service.code}.csv", "row": row, "field": field, "what": what, "expected": expected}
