"""The plan shaped like the source documents: one county and one city in 2021/22, with the years around them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from joinedup.county.lengths import Course
from joinedup.county.places import ALCOHOL, BOTH, CITY, COUNTY, ELSEWHERE, OPIATE, OTHER_DRUG, YOUNG
from joinedup.county.plan import Answers, Arrivals, Benchmark, Flow, Need, Plan

# fmt: off
_FLOWS = (
    Flow(COUNTY, OPIATE, latest=1115, new=211, new_before=275, carried_one_year=221, second_year_exits=25, earlier=6,
         exits=210, new_exits=52, early=30, completed=48, died=14, transferred=26, custody=24, withdrawn=6,
         inconsistent=1, beyond=1300, inpatient=20, residential=10, drift=0.01),
    Flow(COUNTY, BOTH, latest=266, new=150, new_before=170, carried_one_year=100, earlier=4,
         exits=150, new_exits=62, early=23, completed=88, died=3, transferred=7, custody=4, withdrawn=4,
         inconsistent=1, beyond=230, inpatient=6, residential=5, drift=0.02),
    Flow(COUNTY, OTHER_DRUG, latest=291, new=167, new_before=195, carried_one_year=108, earlier=5,
         exits=165, new_exits=72, early=26, completed=98, died=2, transferred=7, custody=6, withdrawn=4,
         beyond=230, inpatient=2, residential=2, at_young_peoples_service=4, drift=0.03),
    Flow(COUNTY, ALCOHOL, latest=889, new=530, new_before=545, carried_one_year=310, earlier=16,
         exits=510, new_exits=200, early=80, completed=300, died=9, transferred=26, custody=4, withdrawn=12,
         inconsistent=2, beyond=250, mean_days=252, inpatient=21, residential=6, at_young_peoples_service=1,
         drift=0.01),
    Flow(COUNTY, YOUNG, latest=106, new=72, new_before=70, carried_one_year=34,
         exits=62, new_exits=34, early=4, completed=52, transferred=3, custody=1, beyond=110, drift=0.01),
    Flow(CITY, OPIATE, latest=765, new=202, new_before=209, carried_one_year=150, second_year_exits=23, earlier=5,
         exits=196, new_exits=78, early=48, completed=33, died=10, transferred=18, custody=22, withdrawn=5,
         inconsistent=1, beyond=1100, inpatient=8, residential=4, drift=0.01),
    Flow(CITY, BOTH, latest=173, new=95, new_before=99, carried_one_year=66, earlier=3,
         exits=96, new_exits=52, early=23, completed=57, died=2, transferred=3, custody=3, withdrawn=3,
         beyond=180, inpatient=3, residential=2, drift=0.02),
    Flow(CITY, OTHER_DRUG, latest=209, new=115, new_before=119, carried_one_year=80, earlier=4,
         exits=114, new_exits=60, early=28, completed=70, died=1, transferred=4, custody=4, withdrawn=3,
         inconsistent=1, beyond=180, inpatient=1, at_young_peoples_service=2, drift=0.03),
    Flow(CITY, ALCOHOL, latest=375, new=255, new_before=262, carried_one_year=114, earlier=7,
         exits=250, new_exits=148, early=61, completed=127, died=5, transferred=10, custody=2, withdrawn=6,
         inconsistent=1, beyond=170, mean_days=171, inpatient=9, drift=0.01),
    Flow(CITY, YOUNG, latest=137, new=96, new_before=95, carried_one_year=41,
         exits=84, new_exits=50, early=3, completed=79, transferred=1, beyond=100, drift=0.01),
)
# fmt: on

_DRUG_REASONS = (0.56, 0.22, 0.07, 0.05, 0.04, 0.015, 0.005)
_OPIATE_REASONS = (0.24, 0.37, 0.14, 0.13, 0.04, 0.075, 0.005)
_ALCOHOL_REASONS = (0.66, 0.22, 0.06, 0.01, 0.03, 0.018, 0.002)
_YOUNG_REASONS = (0.88, 0.07, 0.04, 0.01, 0.0, 0.0, 0.0)

_COURSES: Final[Mapping[tuple[int, int], Course]] = {
    (COUNTY, OPIATE): Course(0.14, 1700, _OPIATE_REASONS),
    (COUNTY, BOTH): Course(0.15, 200, _DRUG_REASONS),
    (COUNTY, OTHER_DRUG): Course(0.15, 190, _DRUG_REASONS),
    (COUNTY, ALCOHOL): Course(0.15, 205, _ALCOHOL_REASONS),
    (COUNTY, YOUNG): Course(0.05, 80, _YOUNG_REASONS),
    (CITY, OPIATE): Course(0.23, 1500, _OPIATE_REASONS),
    (CITY, BOTH): Course(0.24, 170, _DRUG_REASONS),
    (CITY, OTHER_DRUG): Course(0.24, 160, _DRUG_REASONS),
    (CITY, ALCOHOL): Course(0.24, 115, _ALCOHOL_REASONS),
    (CITY, YOUNG): Course(0.03, 70, _YOUNG_REASONS),
}

_ELSEWHERE = tuple(
    Arrivals(ELSEWHERE, group, per_year, Course(0.2, beyond, reasons))
    for group, per_year, beyond, reasons in (
        (OPIATE, 5.0, 700.0, _OPIATE_REASONS),
        (OTHER_DRUG, 4.0, 160.0, _DRUG_REASONS),
        (ALCOHOL, 6.0, 150.0, _ALCOHOL_REASONS),
    )
)

_WORK = {
    "regular employment": 0.24,
    "unemployed or economically inactive": 0.46,
    "long-term sick or disabled": 0.23,
    "in education": 0.02,
    "unpaid or voluntary": 0.02,
    "other": 0.03,
}
_CHILDREN = {
    "parent living with children": 0.19,
    "parent not living with children": 0.33,
    "not a parent": 0.48,
}
_NEED_MET = {"receiving": 0.75, "declined": 0.07, "not receiving": 0.18}

_DRUG = Answers(
    referral={
        "self family and friends": 0.60,
        "health and social care": 0.09,
        "criminal justice": 0.20,
        "substance misuse service": 0.07,
        "other": 0.04,
    },
    housing={"no problem": 0.76, "housing problem": 0.14, "urgent problem": 0.10},
    employment=_WORK,
    parental_status=_CHILDREN,
    disability=0.30,
    mental_health_need=0.70,
    mental_health_treatment=_NEED_MET,
    injecting={"never": 0.43, "previously": 0.25, "currently": 0.32},
    over_three_weeks=0.012,
    women=0.30,
)
_ALCOHOL = replace(
    _DRUG,
    referral={
        "self family and friends": 0.69,
        "health and social care": 0.17,
        "criminal justice": 0.06,
        "substance misuse service": 0.04,
        "other": 0.04,
    },
    housing={"no problem": 0.90, "housing problem": 0.07, "urgent problem": 0.03},
    employment=_WORK | {"regular employment": 0.38, "unemployed or economically inactive": 0.32},
    mental_health_need=0.66,
    over_three_weeks=5 / 530,
    women=0.41,
)
_YOUNG = replace(
    _DRUG,
    referral={
        "self family and friends": 0.17,
        "health and social care": 0.38,
        "criminal justice": 0.21,
        "substance misuse service": 0.02,
        "other": 0.04,
        "education": 0.18,
    },
    mental_health_need=0.45,
    over_three_weeks=0.01,
    women=0.37,
    psychosocial=0.95,
    alcohol_cited=0.23,
    cannabis_cited=0.80,
)
_CITY_YOUNG = replace(
    _YOUNG,
    referral={
        "self family and friends": 0.12,
        "health and social care": 0.24,
        "criminal justice": 0.11,
        "substance misuse service": 0.01,
        "other": 0.04,
        "education": 0.48,
    },
    alcohol_cited=0.10,
    cannabis_cited=0.87,
)
_CITY_DRUG = replace(
    _DRUG,
    injecting={"never": 0.55, "previously": 0.35, "currently": 0.10},
    housing={"no problem": 0.70, "housing problem": 0.16, "urgent problem": 0.14},
    women=0.26,
)
_CITY_ALCOHOL = replace(
    _ALCOHOL, referral={**_ALCOHOL.referral, "self family and friends": 0.73, "health and social care": 0.13},
    over_three_weeks=2 / 255, women=0.35,
)  # fmt: skip

_QUOTED = "published England figure, quoted in a local needs assessment of March 2023"
_PROFILE = "NDTMS profile data, England, 2021/22"

_INVENTED = "invented for the synthetic county, shaped like published estimates"

CALIBRATED: Final = Plan(
    slug="calibrated",
    title="Two invented places shaped like the source documents",
    first_year=2009,
    last_year=2025,
    year=2021,
    adults=(546_300, 162_640),
    growth=0.006,
    is_exact=True,
    flows=_FLOWS,
    arrivals=_ELSEWHERE,
    answers={
        (COUNTY, "drug"): _DRUG,
        (COUNTY, "alcohol"): _ALCOHOL,
        (COUNTY, "young"): _YOUNG,
        (CITY, "drug"): _CITY_DRUG,
        (CITY, "alcohol"): _CITY_ALCOHOL,
        (CITY, "young"): _CITY_YOUNG,
        (ELSEWHERE, "drug"): _DRUG,
        (ELSEWHERE, "alcohol"): _ALCOHOL,
        (ELSEWHERE, "young"): _YOUNG,
    },
    needs=(
        Need("alcohol-dependence", COUNTY, 2018, 5_775, 4_720, 7_240, _INVENTED),
        Need("alcohol-dependence", CITY, 2018, 2_284, 1_870, 2_880, _INVENTED),
        Need("opiate-and-crack-use", COUNTY, 2019, 2_420, 1_960, 3_050, _INVENTED),
        Need("opiate-and-crack-use", CITY, 2019, 1_690, 1_380, 2_120, _INVENTED),
    ),
    benchmarks=(
        Benchmark("adults-in-alcohol-treatment-rate", f"Fingertips 92455: {_QUOTED}", 189, 0),
        Benchmark("adults-in-drug-treatment-rate", f"Fingertips 92454: {_QUOTED}", 457, 0),
        Benchmark("alcohol-treatment-length", f"OHID commissioning support pack: {_QUOTED}", 194, 0),
        Benchmark("opiate-treatment-under-two-years", f"OHID commissioning support pack: {_QUOTED}", 42, 0),
        Benchmark("currently-injecting-new-opiate-or-crack", f"OHID commissioning support pack: {_QUOTED}", 10, 0),
        Benchmark("young-people-completion", f"OHID young people's support pack: {_QUOTED}", 85, 0),
        Benchmark("waiting-over-three-weeks", _PROFILE, numerator=2_859, denominator=154_753),
        Benchmark(
            "waiting-over-three-weeks-alcohol", f"{_PROFILE} (all substances)", numerator=2_859, denominator=154_753
        ),
        Benchmark("adults-in-treatment", f"Adult treatment statistics 2021 to 2022: {_PROFILE}", numerator=289_215),
    ),
    has_plants=True,
    courses=_COURSES,
)
