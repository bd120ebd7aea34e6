"""Interventions of each episode, and the reviews of what was done within them."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from joinedup.county.contacts import HALF_YEAR, Calendar, every
from joinedup.county.days import OPEN, written
from joinedup.county.draw import Bools, Ints, between, pick
from joinedup.county.episodes import Episodes, ended
from joinedup.county.places import COMPLETED, OPIATE, SERVICES, TRANSFERRED, WITHDRAWN
from joinedup.kinds.parameters import CodeList

_PSYCHOSOCIAL = ("PSYMOTI", "PSYCGBH", "PSYCNMG", "PSYFSNI", "PSYMNTH", "PSYCOUN")
_RECOVERY = ("RECPEER", "RECMAID", "RECRLPP", "RECHSE", "RECEMP", "RECFMSP", "RECCHKP")
_YES = "Y"

IS_YOUNG_SERVICE = np.array([service.dataset == "YP" for service in SERVICES])


def interventions(
    rng: np.random.Generator, episodes: Episodes, dates: Calendar, answers: pl.DataFrame, lists: Mapping[str, CodeList]
) -> pl.DataFrame:
    """Return one row an intervention, with its episode's row and the items of the standard."""
    modal = lists["modality"]
    is_young = IS_YOUNG_SERVICE[episodes.service]
    wanted = {name: answers[name].to_numpy()[episodes.journey] for name in ("psychosocial", "pharmacological")}
    talking = wanted["psychosocial"]
    prescribing = wanted["pharmacological"] & ~is_young
    chance = rng.random(len(episodes))
    supporting = np.where(is_young, False, (chance < 0.35) | ~(talking | prescribing))
    harm = is_young & ((chance < 0.3) | ~talking)
    adult_talk, young_talk = modal.codes_of("psychosocial")[0], modal.codes_of("psychosocial")[-1]
    kinds = (
        (talking, np.where(is_young, young_talk, adult_talk)),
        (prescribing, np.full(len(episodes), modal.codes_of("pharmacological")[0])),
        (supporting, np.full(len(episodes), modal.codes_of("recovery support")[0])),
        (harm, np.full(len(episodes), modal.codes_of("harm reduction")[0])),
    )
    rows = np.concatenate([np.flatnonzero(given) for given, _ in kinds])
    codes = np.concatenate([code[given] for given, code in kinds])
    order = np.argsort(rows, kind="stable")
    rows, codes = rows[order], codes[order]
    return _intervention_rows(rng, episodes, dates, rows, codes, lists)


def _intervention_rows(
    rng: np.random.Generator,
    episodes: Episodes,
    dates: Calendar,
    rows: Ints,
    codes: np.ndarray,
    lists: Mapping[str, CodeList],
) -> pl.DataFrame:
    is_first = np.r_[True, rows[1:] != rows[:-1]] if len(rows) else np.zeros(0, dtype=np.bool_)
    later = np.where(is_first, 0, between(rng, 1, 14, len(rows)))
    start = np.minimum(dates.first_intervention[rows] + later, dates.horizon[rows])
    asked = np.where(is_first, dates.to_intervention[rows], np.maximum(dates.first_intervention[rows], start - 5))
    offered = np.where(is_first, dates.offered[rows], start)
    reason = episodes.reason[rows]
    exit_group = np.select(
        [np.isin(reason, (COMPLETED, TRANSFERRED)), reason == WITHDRAWN], ["planned", "withdrawn"], "unplanned"
    )
    has_ended = ended(episodes)[rows]
    exit_codes = {group: lists["intervention-exit"].codes_of(group)[0] for group in np.unique(exit_group)}
    return pl.DataFrame(
        {
            "episode": rows,
            "MODAL": codes,
            "MODSET": _settings(rng, episodes, rows, codes, lists),
            "REFMODDT": written(np.where(is_first & (rng.random(len(rows)) < 0.015), OPEN, asked)),
            "FAOMODDT": written(offered),
            "MODST": written(start),
            "MODEND": written(episodes.end[rows]),
            "MODEXIT": [exit_codes[group] if done else "" for group, done in zip(exit_group, has_ended, strict=True)],
        }
    )


def _settings(
    rng: np.random.Generator, episodes: Episodes, rows: Ints, codes: np.ndarray, lists: Mapping[str, CodeList]
) -> np.ndarray:
    number = {service.setting: lists["setting"].codes_of(service.setting)[0] for service in SERVICES}
    own = np.array([number[service.setting] for service in SERVICES])[episodes.service[rows]]
    prescribed = codes == lists["modality"].codes_of("pharmacological")[0]
    at_surgery = prescribed & (own == number["community"]) & (rng.random(len(rows)) < 0.15)
    return np.where(at_surgery, lists["setting"].codes_of("primary care")[0], own)


def reviews(
    rng: np.random.Generator,
    episodes: Episodes,
    dates: Calendar,
    answers: pl.DataFrame,
    group: Ints,
) -> pl.DataFrame:
    """Return one row a sub-intervention review: a month in and every half year. `group` by journey."""
    adults = np.flatnonzero(~IS_YOUNG_SERVICE[episodes.service])
    owner, on = every(HALF_YEAR, np.minimum(dates.first_intervention + 28, dates.horizon), dates.horizon, adults)
    size = len(owner)
    journey = episodes.journey[owner]
    columns: dict[str, object] = {"episode": owner, "SUBMODDT": written(on)}
    talks = answers["psychosocial"].to_numpy()[journey]
    columns |= _ticks(rng, _PSYCHOSOCIAL, talks)
    columns |= _ticks(rng, _RECOVERY, rng.random(size) < 0.45)
    columns |= _substitutes(rng, answers["pharmacological"].to_numpy()[journey] & (group[journey] == OPIATE), journey)
    return pl.DataFrame(columns)


def _ticks(rng: np.random.Generator, names: tuple[str, ...], given: Bools) -> dict[str, np.ndarray]:
    chosen = pick(rng, names, len(given))
    return {name: np.where(given & (chosen == name), _YES, "") for name in names}


def _substitutes(rng: np.random.Generator, given: Bools, journey: Ints) -> dict[str, np.ndarray]:
    """Return opioid substitution: one medicine a journey, under every letter's headers (some are blanked later)."""
    kind = journey % 10
    oral, depot, methadone = given & (kind >= 6) & (kind < 9), given & (kind == 9), given & (kind < 6)
    dose = between(rng, 3, 11, len(given))
    return {
        "PHMETMAIN": np.where(methadone, _YES, ""),
        "PHDOSMET": np.where(methadone, (dose * 10).astype("<U4"), ""),
        "PHBUPMAIN": np.where(oral, _YES, ""),
        "PHBUPREN": np.where(oral, _YES, ""),
        "PHDOSBUP": np.where(oral, (dose * 2).astype("<U4"), ""),
        "PHBUDIMAIN": np.where(depot, _YES, ""),
        "PHBUDI": np.where(depot, _YES, ""),
        "PHOSTSPVD": np.where(methadone | oral, np.where(dose < 5, "1", "2"), np.where(depot, "99", "")),
    }


def times_in_treatment(episodes: Episodes, dates: Calendar) -> pl.DataFrame:
    """Return one time-in-treatment assessment for each adult episode: hours a week as a band, fullest when away."""
    rows = np.flatnonzero(~IS_YOUNG_SERVICE[episodes.service])
    away = np.array([service.setting != "community" for service in SERVICES])[episodes.service[rows]]
    return pl.DataFrame(
        {
            "episode": rows,
            "TITDATE": written(dates.first_intervention[rows]),
            "TITREAT": np.where(away, "3", "1"),
        }
    )
