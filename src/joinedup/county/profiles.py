"""Outcomes profiles (start, reviews, exit) and client information reviews."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from joinedup.county.contacts import HALF_YEAR, YEAR, Calendar, every
from joinedup.county.days import written
from joinedup.county.draw import Bools, Ints, between
from joinedup.county.episodes import Episodes, ended
from joinedup.county.places import COMPLETED, DIED, SERVICES
from joinedup.kinds.parameters import CodeList

NONE_AT_START = 0.04
"""Share that report no day of use in the 28 before the start."""
DAYS_OF_27, USE_OF_START = 27, 0.62
EXIT_OF_9, USE_AT_EXIT = 9, 0.5
_SUBSTANCES = (
    ("ALCUSE", "has_alcohol"),
    ("OPIUSE", "has_opiate"),
    ("CRAUSE", "has_crack"),
    ("COCAUSE", "has_cocaine"),
    ("CANNUSE", "has_cannabis"),
)
_START, _REVIEW, _EXIT = range(3)


def profiles(
    rng: np.random.Generator,
    episodes: Episodes,
    dates: Calendar,
    answers: pl.DataFrame,
    drugs: pl.DataFrame,
    lists: Mapping[str, CodeList],
) -> pl.DataFrame:
    """Return one row an outcomes profile with its episode's row and days of use in the last 28."""
    in_community = np.array([service.setting == "community" for service in SERVICES])[episodes.service]
    luck = rng.random(len(episodes))
    starts = np.flatnonzero((episodes.number == 0) & (luck < 0.96))
    completed = episodes.reason == COMPLETED
    exits_seen = np.where(completed, luck < 0.93, luck < 0.35) & (episodes.reason != DIED)
    exits = np.flatnonzero(episodes.is_last & ended(episodes) & exits_seen)
    reviewed, review_on = every(
        HALF_YEAR, dates.first_intervention + HALF_YEAR, dates.horizon - 30, np.flatnonzero(in_community)
    )
    rows = np.concatenate([starts, reviewed, exits])
    stage = np.repeat([_START, _REVIEW, _EXIT], [len(starts), len(reviewed), len(exits)])
    # The exit form is filled on the day of discharge: never past it, and inside the fortnight any rule allows.
    begun = np.minimum(dates.first_intervention[starts] + between(rng, 0, 7, len(starts)), dates.horizon[starts])
    on = np.concatenate([begun, review_on, episodes.end[exits]])
    order = np.lexsort((stage, on, rows))
    rows, stage, on = rows[order], stage[order], on[order]
    letters = [lists["treatment-stage"].codes_of(name)[0] for name in ("start", "review", "exit")]
    columns: dict[str, object] = {
        "episode": rows,
        "TOPDATE": written(on),
        "TRSTAGE": np.array(letters)[stage],
    }
    journey = episodes.journey[rows]
    abstinent = answers["abstinent"].to_numpy()[journey]
    for item, flag in _SUBSTANCES:
        days = _days_of_use(rng, len(drugs), drugs[flag].to_numpy(), journey, stage, abstinent)
        columns[item] = days.astype("<U2")
    columns |= _wellbeing(rng, columns, stage)
    return pl.DataFrame(columns)


def _days_of_use(
    rng: np.random.Generator, journeys: int, cited: Bools, journey: Ints, stage: Ints, abstinent: Bools
) -> Ints:
    """Days of use: at the start by chance; at exit none for those abstinent, else a few; between at review."""
    at_start = np.where(rng.random(journeys) < NONE_AT_START, 0, 1 + rng.binomial(DAYS_OF_27, USE_OF_START, journeys))
    start = np.where(cited, at_start, 0)[journey]
    at_exit = np.where(abstinent | (start == 0), 0, 1 + rng.binomial(EXIT_OF_9, USE_AT_EXIT, len(journey)))
    review = (start + at_exit) // 2
    return np.choose(stage, [start, review, at_exit])


def _wellbeing(rng: np.random.Generator, columns: Mapping[str, object], stage: Ints) -> dict[str, np.ndarray]:
    size = len(stage)
    zero = np.full(size, "0")
    score = {name: between(rng, 5, 11, size) + 2 * stage for name in ("PSYHSTAT", "PHSTAT", "QUALLIFE")}
    housing = rng.random(size)
    return {
        "AMPHUSE": zero,
        "OTDRGUSE": zero,
        "CONSMP": np.where(np.asarray(columns["ALCUSE"]) == "0", "0", between(rng, 2, 30, size).astype("<U2")),
        "IVDRGUSE": zero,
        "SHARING": np.full(size, "N"),
        "PWORK": np.where(rng.random(size) < 0.25, between(rng, 4, 22, size), 0).astype("<U2"),
        "VOLNPWORK": zero,
        "EDUCAT": zero,
        "ACUTHPBM": np.where(housing < 0.10, "Y", "N"),
        "UNSTHSE": np.where(housing < 0.15, "Y", "N"),
        "HRISK": np.where((housing > 0.15) & (housing < 0.22), "Y", "N"),
    } | {name: values.astype("<U2") for name, values in score.items()}


def information_reviews(episodes: Episodes, dates: Calendar, answers: pl.DataFrame) -> pl.DataFrame:
    """Return yearly client information reviews, which repeat what the start said and are silent where it was."""
    rows, on = every(YEAR, episodes.start + YEAR, dates.horizon, np.flatnonzero(episodes.service < len(SERVICES)))
    journey = episodes.journey[rows]
    return pl.DataFrame(
        {
            "episode": rows,
            "X_CIRDT": written(on),
            "CIRMTHTN": answers["need"].to_numpy()[journey],
            "X_CIRCRTMHN": answers["need_treatment"].to_numpy()[journey],
            "CIRHOUSING": answers["housing_now"].to_numpy()[journey],
            "CIRHOMELESS": np.where(answers["housing_now"].to_numpy()[journey] == "", "", "N"),
        }
    )
