"""Client and episode items of every episode, under the standard's headers and before the letters rule."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from joinedup.county.contacts import Calendar
from joinedup.county.days import Days, written
from joinedup.county.draw import Ints, between
from joinedup.county.episodes import Episodes, ended
from joinedup.county.journeys import Journeys
from joinedup.county.places import ALCOHOL, BOTH, COMPLETED, INCONSISTENT, PLACES, REASONS, SERVICES
from joinedup.kinds.parameters import CodeList

_SOFTWARE = "JOINEDUP COUNTY (SYNTHETIC)"


def episode_items(
    rng: np.random.Generator,
    table: Journeys,
    episodes: Episodes,
    dates: Calendar,
    people: pl.DataFrame,
    person: Ints,
    answers: pl.DataFrame,
    drugs: pl.DataFrame,
    lists: Mapping[str, CodeList],
) -> pl.DataFrame:
    """Return one row an episode: every client and episode item that has an answer ("" missing)."""
    journey = episodes.journey
    who = people[person[journey]]
    told = answers[journey]
    first = episodes.number == 0
    from_service = lists["referral-source"].codes_of("substance misuse service")[0]
    has_referral = told["referral"].to_numpy() != ""
    referral = np.where(first | ~has_referral, told["referral"].to_numpy(), from_service)
    services = np.array([service.code for service in SERVICES])
    columns: dict[str, object] = {
        "FINITIAL": who["initials"].str.slice(0, 1),
        "SINITIAL": who["initials"].str.slice(1, 1),
        "DOB": written(who["birth"].to_numpy()),
        "SEX": who["sex"],
        "ETHNIC": who["ethnicity"],
        "NATION": who["nationality"],
        "AGNCY": services[episodes.service],
        "X_CMSID": np.full(len(episodes), _SOFTWARE),
        "CONSENT": np.full(len(episodes), "Y"),
        "REFLD": written(dates.referred),
        "RFLS": referral,
        "TRIAGED": written(episodes.start),
        "CPLANDT": written(dates.care_plan),
        "PREVTR": np.where(table.follows[journey] >= 0, "Y", "N"),
        "TOPCC": np.where(first, "Y", "N"),
        "SEXUALO": who["orientation"],
        "DISABLE1": told["disability"],
        "ACCMNEED": told["housing"],
        "HOUSING": told["housing_now"],
        "HOMELESS": np.where(told["housing_now"].to_numpy() == "", "", "N"),
        "EMPSTAT": told["employment"],
        "PRNTSTAT": told["parental_status"],
        "CHILDWTH": _children(rng, told["parental_status"].to_numpy(), lists["parental-status"]),
        "INJSTAT": told["injecting"],
        "MTHTN": told["need"],
        "CRTMHN": told["need_treatment"],
        "DISD": written(episodes.end),
        "DISRSN": _discharge(episodes, table, lists["discharge-reason"]),
    }
    columns |= _residence(rng, episodes, person)
    columns |= _substances(rng, episodes, drugs, who["birth"].to_numpy(), lists["injecting"], told, table)
    return pl.DataFrame(columns)


def _children(rng: np.random.Generator, status: np.ndarray, codes: CodeList) -> np.ndarray:
    with_children = np.isin(status, codes.codes_of("parent living with children"))
    return np.where(with_children, between(rng, 1, 3, len(status)).astype("<U2"), np.where(status == "", "", "0"))


def _residence(rng: np.random.Generator, episodes: Episodes, person: Ints) -> dict[str, np.ndarray]:
    """Return the upper tier under both of its headers, and a district that a person keeps while in the place."""
    luck = rng.random(int(person.max()) + 1)[person[episodes.journey]]
    district = np.full(len(episodes), "", dtype="<U9")
    for number, place in enumerate(PLACES):
        if place.districts:
            rows = np.flatnonzero(episodes.place == number)
            limits = np.cumsum([weight for _, _, weight in place.districts])[:-1]
            codes = np.array([code for code, _, _ in place.districts])
            district[rows] = codes[np.searchsorted(limits, luck[rows], side="right")]
    sector = (luck * 1000).astype(np.int64) % 9 + 1
    outward = np.array([place.postcode for place in PLACES])[episodes.place]
    return {
        "UTLA": np.array([place.code for place in PLACES])[episodes.place],
        "DAT": np.array([place.dat for place in PLACES])[episodes.place],
        "LA": district,
        "PC": np.char.add(np.char.add(outward, " "), sector.astype("<U1")),
    }


def _substances(
    rng: np.random.Generator,
    episodes: Episodes,
    drugs: pl.DataFrame,
    birth: Days,
    injecting: CodeList,
    told: pl.DataFrame,
    table: Journeys,
) -> dict[str, np.ndarray]:
    """Substances with the codes for no second and no third; at a second episode some cite only the first."""
    journey = episodes.journey
    cited = drugs[journey]
    # Somebody moving on may cite one substance only: the journey's group must come from all of its episodes.
    fewer = (episodes.number == 1) & (rng.random(len(episodes)) < 0.4) & (table.group[journey] <= BOTH)
    second, third = cited["drug2"].to_numpy(), cited["drug3"].to_numpy()
    second = np.where(fewer, "", second)
    third = np.where(fewer, "", third)
    age = (episodes.start - birth) // 366
    injects = np.isin(told["injecting"].to_numpy(), injecting.codes_of("currently"))
    return {
        "DRUG1": cited["drug1"].to_numpy(),
        "DRUG1AGE": np.minimum(between(rng, 11, 24, len(episodes)), age - 1).astype("<U3"),
        "DRUG2": np.where(second == "", "9996", second),
        "DRUG3": np.where(third == "", "9997", third),
        "ROUTE": np.where(injects, "1", np.where(cited["has_alcohol"].to_numpy(), "4", "3")),
    }


def _discharge(episodes: Episodes, table: Journeys, codes: CodeList) -> np.ndarray:
    """Return discharge codes ("" while open); the code for a completed one depends on the substance."""
    # A journey is inconsistent because two of its episodes disagree; no episode is by itself.
    first_codes = [codes.codes_of(reason)[0] for reason in REASONS if reason != REASONS[INCONSISTENT]]
    code = np.array([*first_codes, ""])[episodes.reason]
    drug_free, alcohol_free = codes.codes_of(REASONS[COMPLETED])[:2]
    is_alcohol = table.group[episodes.journey] == ALCOHOL
    code = np.where(episodes.reason == COMPLETED, np.where(is_alcohol, alcohol_free, drug_free), code)
    return np.where(ended(episodes), code, "")
