"""What the county's partners send in their feeds: who, how much of what, and who is late.

Volumes are invented. Where a published needs assessment gave one (suspensions, pupils' answers), the county is near
it; the rest only have a plausible size, and none is an estimate of any real place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FeedPlan:
    """One sender's feed. `a_year`: how many of `counted` in the county and in the city in a year, at scale 1.

    `shares`: of each code, by header (what is not named is not sent). `parts`: header, the number it is part of, the
    share. `each`: header, the number it goes with, the mean for each. `stops_early`: how many of the last periods were
    never sent; `lacks`: how many before the last one are missing, so that there is a hole. `hides_below`: numbers
    under this are hidden by the sender.
    """

    feed: str
    sender: str
    sender_name: str
    counted: str
    a_year: tuple[float, float]
    shares: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    parts: tuple[tuple[str, str, float], ...] = ()
    each: tuple[tuple[str, str, float], ...] = ()
    stops_early: int = 0
    lacks: int = 0
    hides_below: int = 0


_AGES = {"18-29": 0.2, "30-39": 0.3, "40-49": 0.28, "50-59": 0.14, "60+": 0.06, "under-18": 0.02}
_DRUGS = {
    "heroin-or-other-opiate": 0.3,
    "cocaine": 0.16,
    "crack": 0.14,
    "benzodiazepine": 0.1,
    "cannabis": 0.14,
    "ketamine": 0.05,
    "mdma": 0.04,
    "synthetic-opioid": 0.02,
    "not-stated": 0.05,
}
_TRUST = ("X0102", "Thornmarch Hospitals (synthetic)")
_POLICE = ("X0103", "Thornmarch Constabulary (synthetic)")
_PHARMACY = ("X0105", "Thornmarch Pharmacy Contract (synthetic)")
_COUNCIL = ("X0109", "Thornmarch Council (synthetic)")

NEVER_SENT = (("pharmacy-needle-exchange", "X0110", "Quillhaven Pharmacies (synthetic)"),)
"""Feed, sender and name: expected, and nothing has ever come."""

FEED_PLANS: tuple[FeedPlan, ...] = (
    FeedPlan(
        "ambulance-overdoses",
        "X0101",
        "East Fennick Ambulance (synthetic)",
        "callouts",
        (620.0, 310.0),
        {
            "substance": {"heroin-or-other-opiate": 0.4, "alcohol": 0.25, "benzodiazepine": 0.1, "not-stated": 0.25},
            "age_band": _AGES,
        },
        parts=(("naloxone_given", "callouts", 0.45), ("conveyed", "callouts", 0.7)),
    ),
    FeedPlan(
        "emergency-attendances",
        *_TRUST,
        "attendances",
        (2600.0, 1300.0),
        {
            "reason": {"alcohol": 0.6, "opioid": 0.1, "stimulant": 0.08, "other-drug": 0.1, "drug-and-alcohol": 0.12},
            "age_band": _AGES,
        },
        parts=(("admitted", "attendances", 0.35),),
    ),
    FeedPlan(
        "hospital-admissions",
        *_TRUST,
        "admissions",
        (2200.0, 900.0),
        {
            "condition": {
                "alcohol-specific": 0.66,
                "alcohol-withdrawal": 0.14,
                "drug-poisoning": 0.15,
                "drug-mental-behavioural": 0.05,
            },
            "age_band": _AGES,
        },
        parts=(("emergency", "admissions", 0.85),),
    ),
    FeedPlan(
        "police-seizures",
        *_POLICE,
        "seizures",
        (800.0, 420.0),
        {"substance": {"cannabis": 0.6, "cocaine": 0.15, "crack": 0.1, "heroin-or-other-opiate": 0.1, "mdma": 0.05}},
        each=(("grams", "seizures", 18.0),),
    ),
    FeedPlan(
        "police-custody-tests",
        *_POLICE,
        "tests",
        (900.0, 600.0),
        {"result": {"negative": 0.45, "cocaine": 0.25, "opiates": 0.1, "both": 0.15, "not-tested": 0.05}},
        parts=(("assessments_attended", "tests", 0.3),),
        stops_early=4,
    ),
    FeedPlan(
        "police-offences",
        *_POLICE,
        "offences",
        (2600.0, 1400.0),
        {
            "offence": {
                "possession": 0.4,
                "trafficking": 0.12,
                "drink-driving": 0.16,
                "drug-driving": 0.1,
                "alcohol-violence": 0.2,
                "drug-violence": 0.02,
            }
        },
    ),
    FeedPlan(
        "suspected-deaths",
        "X0104",
        "Thornmarch Coroner's Office (synthetic)",
        "deaths",
        (34.0, 18.0),
        {"suspected": {"opioid": 0.4, "other-drug": 0.15, "alcohol": 0.25, "not-yet-known": 0.2}},
        stops_early=9,
    ),
    FeedPlan(
        "suspected-deaths",
        *_POLICE,
        "deaths",
        (26.0, 14.0),
        {"suspected": {"opioid": 0.3, "other-drug": 0.15, "alcohol": 0.15, "not-yet-known": 0.4}},
    ),
    FeedPlan(
        "pharmacy-needle-exchange",
        *_PHARMACY,
        "visits",
        (6200.0, 3900.0),
        {"pack": {"injecting": 0.72, "image-and-performance": 0.2, "single-items": 0.08}},
        each=(("packs", "visits", 1.4), ("returns", "visits", 0.3)),
    ),
    FeedPlan(
        "pharmacy-supervised-consumption",
        *_PHARMACY,
        "people",
        (5400.0, 3600.0),
        {"medicine": {"methadone": 0.75, "buprenorphine": 0.25}},
        parts=(("missed_three_days", "people", 0.06),),
        each=(("doses", "people", 17.0),),
    ),
    FeedPlan(
        "naloxone-supplies",
        "X0106",
        "Thornmarch Harm Reduction (synthetic)",
        "kits",
        (1500.0, 800.0),
        {
            "setting": {
                "treatment": 0.42,
                "pharmacy": 0.14,
                "outreach": 0.16,
                "hostel": 0.1,
                "custody": 0.06,
                "prison-gate": 0.06,
                "peer": 0.06,
            },
            "reason": {"first": 0.6, "used": 0.12, "expired": 0.16, "lost": 0.1, "not-stated": 0.02},
        },
    ),
    FeedPlan(
        "prison-releases",
        "X0107",
        "Fennick Gaol Healthcare (synthetic)",
        "releases",
        (190.0, 130.0),
        {"substances": {"opiate": 0.66, "non-opiate": 0.24, "alcohol": 0.1}},
        parts=(("seen_within_21_days", "releases", 0.41), ("naloxone_given", "releases", 0.55)),
    ),
    FeedPlan(
        "laboratory-results",
        "X0111",
        "Vellside Forensic Laboratory (synthetic)",
        "",
        (120.0, 70.0),
        {
            "route": {"police-seizure": 0.7, "hospital": 0.12, "amnesty-bin": 0.12, "post-mortem": 0.06},
            "sold_as": _DRUGS,
            "found": _DRUGS,
            "strength": {"confirmed": 0.8, "presumptive": 0.2},
        },
    ),
    FeedPlan(
        "drug-checking-results",
        "X0112",
        "Fennick Drug Checking (synthetic)",
        "",
        (60.0, 50.0),
        {
            "sold_as": _DRUGS,
            "form": {"powder": 0.45, "tablet": 0.35, "plant": 0.1, "liquid": 0.1},
            "found": _DRUGS,
            "part": {"major": 0.7, "minor": 0.3},
        },
    ),
    FeedPlan(
        "hepatitis-c",
        "X0108",
        "Fennick Hepatitis Network (synthetic)",
        "people",
        (2400.0, 1500.0),
        {
            "step": {
                "offered": 0.42,
                "antibody-tested": 0.34,
                "antibody-positive": 0.07,
                "rna-tested": 0.06,
                "rna-positive": 0.025,
                "referred": 0.025,
                "started": 0.02,
                "completed": 0.018,
                "cleared": 0.012,
                "retested": 0.01,
            }
        },
        lacks=1,
    ),
    FeedPlan(
        "school-suspensions",
        *_COUNCIL,
        "events",
        (92.0, 69.0),
        {"kind": {"suspension": 0.94, "permanent": 0.06}},
        hides_below=5,
    ),
    FeedPlan(
        "pupil-survey",
        *_COUNCIL,
        "answered",
        (21500.0, 8200.0),
        {
            "question": {
                "drank-last-week": 0.2,
                "offered-cannabis": 0.2,
                "took-drugs": 0.2,
                "vaped-last-week": 0.2,
                "knows-where-to-get-help": 0.2,
            },
            "school_year": {"8": 0.52, "10": 0.48},
        },
        parts=(("said_yes", "answered", 0.2),),
    ),
    FeedPlan(
        "homelessness-assessments",
        *_COUNCIL,
        "households",
        (3100.0, 1700.0),
        {"support_need": {"neither": 0.89, "alcohol": 0.045, "drugs": 0.05, "both": 0.015}},
        parts=(("rough_sleeping", "households", 0.06),),
        hides_below=5,
    ),
    FeedPlan(
        "night-time-economy",
        *_COUNCIL,
        "events",
        (520.0, 430.0),
        {
            "event": {
                "licence-granted": 0.15,
                "licence-reviewed": 0.03,
                "underage-sale": 0.05,
                "spiking-report": 0.07,
                "welfare-helped": 0.7,
            }
        },
    ),
    FeedPlan(
        "workforce-rota",
        "X0001",
        "Thornmarch Recovery Service (synthetic)",
        "planned",
        (3900.0, 1900.0),
        {
            "role": {
                "recovery-worker": 0.46,
                "young-peoples-worker": 0.1,
                "criminal-justice-worker": 0.1,
                "outreach-worker": 0.1,
                "nurse": 0.1,
                "doctor": 0.03,
                "psychologist-or-social-worker": 0.04,
                "manager": 0.07,
            }
        },
        parts=(("filled", "planned", 0.9),),
    ),
)
