"""Plans in which nothing differs: every true rate equals England's and every year the last.

Counts are then only chance. `LEVEL` is for counting false alarms; in `RAISED` one difference is true.
"""

from dataclasses import replace
from typing import Final

from joinedup.county.calibrated import CALIBRATED
from joinedup.county.expectation import steady, true_figures, use_opiates_or_crack
from joinedup.county.lengths import Course
from joinedup.county.places import ALCOHOL, BOTH, CITY, COUNTY, ELSEWHERE, OPIATE, OTHER_DRUG, YOUNG
from joinedup.county.plan import Arrivals, Benchmark, Need, Plan

RAISED_BY = 1.5
"""How many times as many people start alcohol treatment in the city of `RAISED`: about 400 instead of 267."""

_ADULTS = CALIBRATED.adults
_SOURCE = "the true figure of the synthetic England"
_INVENTED = "invented for the synthetic county"
_UNMET_ALCOHOL, _UNMET_OPIATE = 0.80, 0.50

# People in treatment in a year per 100,000 adults, how journeys go, and how many of those who completed come back.
_GROUPS = {
    OPIATE: (305.0, Course(0.18, 1_200.0, (0.24, 0.37, 0.14, 0.13, 0.04, 0.075, 0.005)), 0.0),
    BOTH: (75.0, Course(0.18, 180.0, (0.56, 0.22, 0.07, 0.05, 0.04, 0.055, 0.005)), 0.07),
    OTHER_DRUG: (77.0, Course(0.18, 170.0, (0.60, 0.20, 0.07, 0.05, 0.04, 0.035, 0.005)), 0.07),
    ALCOHOL: (164.0, Course(0.17, 150.0, (0.66, 0.22, 0.05, 0.01, 0.03, 0.028, 0.002)), 0.07),
    YOUNG: (30.0, Course(0.05, 90.0, (0.88, 0.07, 0.04, 0.01, 0.0, 0.0, 0.0)), 0.0),
}
_AWAY = {OPIATE: (0.02, 0.01), BOTH: (0.02, 0.01), OTHER_DRUG: (0.01, 0.0), ALCOHOL: (0.03, 0.01), YOUNG: (0.0, 0.0)}


def _arrivals(place: int) -> dict[int, Arrivals]:
    """Return arrivals that keep, on average, the stated number of people in treatment."""
    found = {}
    for group, (rate, course, returns) in _GROUPS.items():
        one = Arrivals(place, group, 1.0, course, returns, *_AWAY[group])
        wanted = rate * _ADULTS[place] / 100_000
        found[group] = replace(one, per_year=wanted / steady(one).people)
    return found


_BY_PLACE = {place: _arrivals(place) for place in (COUNTY, CITY)}
_ANSWERS = {family: CALIBRATED.answers[(COUNTY, family)] for family in ("drug", "alcohol", "young")}


def _needs(place: int) -> tuple[Need, ...]:
    by_group = {group: steady(arrivals) for group, arrivals in _BY_PLACE[place].items()}
    alcohol = (by_group[ALCOHOL].people + by_group[BOTH].people) / (1 - _UNMET_ALCOHOL)
    opiate = use_opiates_or_crack(by_group) / (1 - _UNMET_OPIATE)
    return tuple(
        Need(measure, place, year, round(people), round(people * 0.82), round(people * 1.25), _INVENTED)
        for measure, year, people in (("alcohol-dependence", 2018, alcohol), ("opiate-and-crack-use", 2019, opiate))
    )


def _benchmarks() -> tuple[Benchmark, ...]:
    by_group = {group: steady(arrivals) for group, arrivals in _BY_PLACE[COUNTY].items()}
    alcohol_only = by_group[ALCOHOL].people / (by_group[ALCOHOL].people + by_group[BOTH].people)
    unmet = {
        "unmet-alcohol-need": _UNMET_ALCOHOL,
        "unmet-alcohol-need-alcohol-only": 1 - (1 - _UNMET_ALCOHOL) * alcohol_only,
        "unmet-opiate-and-crack-need": _UNMET_OPIATE,
    }
    return (
        *true_figures(_BY_PLACE[COUNTY], _ANSWERS, _ADULTS[COUNTY], _SOURCE),
        *(Benchmark(slug, _SOURCE, value=round(100 * share, 2), decimals=2) for slug, share in unmet.items()),
    )


LEVEL: Final = Plan(
    slug="level",
    title="Two invented places where every true rate equals England's and every year the last",
    first_year=2017,  # five years to 2021/22, so that runs of years are asked of it too
    last_year=2022,
    year=2021,
    adults=_ADULTS,
    growth=0.0,
    is_exact=False,
    flows=(),
    arrivals=tuple(arrivals for place in (COUNTY, CITY) for arrivals in _BY_PLACE[place].values()),
    answers={(place, family): told for place in (COUNTY, CITY, ELSEWHERE) for family, told in _ANSWERS.items()},
    needs=(*_needs(COUNTY), *_needs(CITY)),
    benchmarks=_benchmarks(),
    has_plants=False,
)

RAISED: Final = replace(
    LEVEL,
    slug="raised",
    title="As level, but half as many people again start alcohol treatment in the city",
    arrivals=tuple(
        replace(arrivals, per_year=arrivals.per_year * RAISED_BY)
        if (arrivals.place, arrivals.group) == (CITY, ALCOHOL)
        else arrivals
        for arrivals in LEVEL.arrivals
    ),
)
