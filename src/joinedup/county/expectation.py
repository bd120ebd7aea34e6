"""What a county of chance arrivals comes to on average, from its plan, so that England can be given the truth.

A journey is active in a year of 365 days if it starts on one of those days or on one of as many days before as it is
long: hence 365 + mean length expected for each arrival a day. Of two journeys of one person active in a year the
earlier is not counted among people; it is there for returns that fall within the year.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from joinedup.county.answers import PHARMACOLOGICAL
from joinedup.county.drugs import OTHER_SHARES, OTHERS
from joinedup.county.exact import LATEST_RETURN, SOONEST_RETURN
from joinedup.county.lengths import LONGEST
from joinedup.county.people import AGES
from joinedup.county.places import ALCOHOL, BOTH, COMPLETED, OPIATE, OTHER_DRUG, YOUNG
from joinedup.county.plan import Answers, Arrivals, Benchmark
from joinedup.county.profiles import DAYS_OF_27, EXIT_OF_9, NONE_AT_START, USE_AT_EXIT, USE_OF_START

YEAR, TWO_YEARS = 365, 730
_OUT_OF = 10_000_000
"""Shares are given as counts out of so many that England adds no chance of its own."""
_NON_OPIATE, _DRUG = (BOTH, OTHER_DRUG), (OPIATE, BOTH, OTHER_DRUG)


@dataclass(frozen=True, slots=True)
class Steady:
    """One group's expected numbers in a year."""

    starts: float
    people: float
    completed: float
    latest_completed: float
    returned: float
    under_two_years: float
    mean_length: float


def steady(arrivals: Arrivals) -> Steady:
    """Return what arrivals of one group come to in a year."""
    course, completing = arrivals.course, arrivals.course.reason_share(COMPLETED)
    back = completing * arrivals.returns
    a_day = arrivals.per_year / 365.25 / (1 - back)
    within = YEAR - (SOONEST_RETURN + LATEST_RETURN) / 2
    length = np.arange(LONGEST + 1)
    short = course.chances @ np.where(length < TWO_YEARS, YEAR + length, TWO_YEARS)
    return Steady(
        starts=a_day * YEAR,
        people=a_day * (YEAR + course.mean - back * within),
        completed=a_day * YEAR * completing,
        latest_completed=a_day * (YEAR * completing - back * within),
        returned=a_day * YEAR * back,
        under_two_years=a_day * float(short),
        mean_length=course.mean,
    )


def true_figures(
    groups: Mapping[int, Arrivals], answers: Mapping[str, Answers], adults: int, source: str
) -> tuple[Benchmark, ...]:
    """Return the true value of each indicator that is a share, rate or mean, for one place of `adults` residents."""
    by_group = {group: steady(arrivals) for group, arrivals in groups.items()}
    shares = {
        **_of_journeys(by_group),
        **_of_answers(by_group, answers, groups),
        "adults-in-alcohol-treatment-rate": by_group[ALCOHOL].people / adults,
        "adults-in-drug-treatment-rate": _total(by_group, _DRUG, "people") / adults,
    }
    days = {
        "alcohol-treatment-length": by_group[ALCOHOL].mean_length,
        "drinking-days-at-start-alcohol": (1 - NONE_AT_START) * (1 + DAYS_OF_27 * USE_OF_START),
        "drinking-days-at-exit-alcohol": (1 - NONE_AT_START)
        * (1 - answers["alcohol"].abstinent_at_exit)
        * (1 + EXIT_OF_9 * USE_AT_EXIT),
    }
    counted = [
        Benchmark(slug, source, numerator=float(round(share * _OUT_OF)), denominator=float(_OUT_OF))
        for slug, share in shares.items()
    ]
    return (*counted, *(Benchmark(slug, source, value=round(value, 4), decimals=4) for slug, value in days.items()))


def _total(by_group: Mapping[int, Steady], groups: Iterable[int], name: str) -> float:
    return sum(float(getattr(by_group[group], name)) for group in groups)


def _of_journeys(by_group: Mapping[int, Steady]) -> dict[str, float]:
    families = {"alcohol": (ALCOHOL,), "non-opiate": _NON_OPIATE, "opiate": (OPIATE,)}
    shares: dict[str, float] = {}
    for name, groups in families.items():
        completed, people = _total(by_group, groups, "completed"), _total(by_group, groups, "people")
        shares[f"{name}-completion-of-exits"] = completed / _total(by_group, groups, "starts")
        shares[f"{name}-completion-of-all"] = _total(by_group, groups, "latest_completed") / people
        shares[f"{name}-completion-without-return"] = (completed - _total(by_group, groups, "returned")) / people
    for name, groups in (("alcohol", (ALCOHOL,)), ("drug", _DRUG)):
        shares[f"re-presentation-{name}"] = _total(by_group, groups, "returned") / _total(by_group, groups, "completed")
    return shares | {
        "opiate-share-of-drug-treatment": by_group[OPIATE].people / _total(by_group, _DRUG, "people"),
        "opiate-share-of-new-drug-presentations": by_group[OPIATE].starts / _total(by_group, _DRUG, "starts"),
        "opiate-treatment-under-two-years": by_group[OPIATE].under_two_years / by_group[OPIATE].people,
    }


def _of_answers(
    by_group: Mapping[int, Steady], answers: Mapping[str, Answers], groups: Mapping[int, Arrivals]
) -> dict[str, float]:
    drug, alcohol, young = answers["drug"], answers["alcohol"], answers["young"]
    new_drug = {group: by_group[group].starts / _total(by_group, _DRUG, "starts") for group in _DRUG}
    in_drug = {group: by_group[group].people / _total(by_group, _DRUG, "people") for group in _DRUG}
    new_alcohol = by_group[ALCOHOL].starts / (by_group[ALCOHOL].starts + _total(by_group, _DRUG, "starts"))
    self_referred = "self family and friends"
    return {
        "women-share-alcohol": alcohol.women,
        "women-share-drug": drug.women,
        "under-30-share-new-drug": sum(share * _under_30(group) for group, share in new_drug.items()),
        "disability-share-new-drug": drug.disability,
        "regular-employment-share-new-drug": drug.employment["regular employment"],
        "unemployed-share-new-drug": drug.employment["unemployed or economically inactive"],
        "urgent-housing-share-new-drug": drug.housing["urgent problem"],
        "housing-problem-share-new-alcohol": 1 - alcohol.housing["no problem"],
        "living-with-children-share-new-drug": drug.parental_status["parent living with children"],
        "mental-health-need-new-alcohol": alcohol.mental_health_need,
        "mental-health-need-new-drug": drug.mental_health_need,
        "mental-health-treatment-new-drug": drug.mental_health_treatment["receiving"],
        "currently-injecting-new-opiate-or-crack": drug.injecting["currently"],
        "self-referral-new-alcohol": alcohol.referral[self_referred],
        "self-referral-new-drug": drug.referral[self_referred],
        "criminal-justice-referral-new-drug": drug.referral["criminal justice"],
        "waiting-over-three-weeks-alcohol": alcohol.over_three_weeks,
        "waiting-over-three-weeks-drug": drug.over_three_weeks,
        "waiting-over-three-weeks": new_alcohol * alcohol.over_three_weeks + (1 - new_alcohol) * drug.over_three_weeks,
        "pharmacological-share-drug": sum(share * PHARMACOLOGICAL[group] for group, share in in_drug.items()),
        "psychosocial-share-drug": drug.psychosocial,
        "psychosocial-share-alcohol": alcohol.psychosocial,
        "early-unplanned-exits-alcohol": groups[ALCOHOL].course.early,
        "early-unplanned-exits-drug": sum(share * groups[group].course.early for group, share in new_drug.items()),
        "abstinent-at-exit-alcohol": alcohol.abstinent_at_exit,
        "young-people-completion": groups[YOUNG].course.reason_share(COMPLETED),
        "young-people-cannabis-share": young.cannabis_cited,
        "young-people-alcohol-share": young.alcohol_cited,
        "young-people-education-referral": young.referral["education"],
        "young-people-mental-health-need": young.mental_health_need,
    }


def _under_30(group: int) -> float:
    """Return the chance of an age under 30: ages drawn below 18 are drawn again below 30."""
    mean, spread = AGES[group]
    return 0.5 * math.erfc((mean - 30) / spread / math.sqrt(2))


def use_opiates_or_crack(by_group: Mapping[int, Steady]) -> float:
    """Return the people expected who cite opiates or crack."""
    crack = dict(zip(OTHERS, OTHER_SHARES, strict=True))["crack"]
    return by_group[OPIATE].people + crack * _total(by_group, _NON_OPIATE, "people")
