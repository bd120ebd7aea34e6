"""Which measures the NDTMS profile of England supports, and from which of its columns.

A measure carries the slug of a local indicator only where numerator and denominator mean the same; the others have
slugs of their own that start with `adults-` (all adults in treatment).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """Columns that split or belong to one question, with the words all their names start with.

    `is_added_up`: the members are summed to a denominator, so a member we do not know may not be passed over.
    """

    prefix: str
    columns: tuple[str, ...]
    is_added_up: bool = True


@dataclass(frozen=True, slots=True)
class Ratio:
    """A count (no denominator) or a share: columns to add up above and below the line."""

    slug: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """One value of the file's substance category: whom it is about and the measures to be had for them."""

    printed_as: str
    sender: str
    people: str
    measures: tuple[Ratio, ...]


ALL = "All in treatment"
NEW = "New presentations"


def _family(prefix: str, *names: str, of: str, is_added_up: bool = True) -> Family:
    return Family(prefix, tuple(f"{prefix} - {name} - {of}" for name in names), is_added_up)


_EVERYONE = Family(ALL, (ALL,), is_added_up=False)
_STARTING = Family(NEW, (NEW,), is_added_up=False)
_REFERRAL = Family(
    "Referral source",
    (
        "Referral source - criminal justice - New presentations",
        "Referral source - Health services and social care - New presentations",
        "Referral source - Other - New presentations",
        "Referral source - Self, family & friends - New presentations",
        "Referral source - Substance misuse service - New Presentations",
    ),
)
_HOUSING = _family("Housing situation", "Housing problem", "No problem", "Other", "Urgent housing problem", of=NEW)
_WAITING = _family("Waiting times", "Between 3 and 6 Weeks", "Under 3 Weeks", "Over 6 Weeks", of=ALL)
_EXITS = Family(
    "Treatment exits",
    (
        *_family(
            "Treatment exits",
            *("Died", "Dropped out/left", "Inconsistent", "Moved away", "No appropriate treatment", "Other", "Prison"),
            *("Referred on", "Successful completion", "Transferred (in custody)", "Transferred (not in custody)"),
            *("Treatment declined", "Treatment withdrawn"),
            of=ALL,
        ).columns,
        "Treatment exits Not known - All in treatment",
    ),
)
_EMPLOYMENT = _family(
    "Employment status",
    *("In education", "Long term sick/disabled", "Other", "In regular employment", "Unemployed/Economically inactive"),
    "Unpaid/voluntary",
    of=NEW,
)
_LENGTH = _family(
    "Length in treatment",
    *("1 to 2 Years", "2 to 4 Years", "4 to 6 Years", "Over 6 Years", "Under 1 Year"),
    of=ALL,
)
_INJECTING = _family(
    "Injecting behaviour", "Currently injecting", "Never previously injected", "Previously injected", of=NEW
)
_INTERVENTIONS = Family(
    "Interventions",
    (
        "Interventions - Total - Any",
        "Interventions - Total - Community",
        "Interventions - Total - Inpatient unit",
        "Interventions - Total - Primary care",
        "Interventions - Total - Residential",
        "Interventions - Pharmacological - Any",
        "Interventions - Psychosocial - Any",
    ),
    is_added_up=False,
)

FAMILIES = (
    _EVERYONE,
    _STARTING,
    _REFERRAL,
    _HOUSING,
    _WAITING,
    _EXITS,
    _EMPLOYMENT,
    _LENGTH,
    _INJECTING,
    _INTERVENTIONS,
)


def family_of(column: str) -> Family | None:
    """Return the family whose words a column's name starts with, or None."""
    return next((family for family in FAMILIES if column.startswith(family.prefix)), None)


def _exits(*names: str) -> tuple[str, ...]:
    return tuple(f"Treatment exits - {name} - {ALL}" for name in names)


_COMPLETED = _exits("Successful completion")
_OVER_THREE_WEEKS = (
    "Waiting times - Between 3 and 6 Weeks - All in treatment",
    "Waiting times - Over 6 Weeks - All in treatment",
)
_UNDER_TWO_YEARS = (
    "Length in treatment - Under 1 Year - All in treatment",
    "Length in treatment - 1 to 2 Years - All in treatment",
)

_ALL_ADULTS = (
    Ratio("adults-in-treatment", (ALL,)),
    Ratio("waiting-over-three-weeks", _OVER_THREE_WEEKS, _WAITING.columns),
    Ratio("adults-new-presentations", (NEW,)),
    Ratio("adults-completion-of-exits", _COMPLETED, _EXITS.columns),
    Ratio("adults-completion-of-all", _COMPLETED, (ALL,)),
    Ratio("adults-left-before-completing-of-exits", _exits("Dropped out/left"), _EXITS.columns),
    Ratio("adults-deaths-in-treatment", _exits("Died")),
    Ratio("adults-treatment-under-two-years", _UNDER_TWO_YEARS, _LENGTH.columns),
    Ratio("adults-self-referral", ("Referral source - Self, family & friends - New presentations",), _REFERRAL.columns),
    Ratio(
        "adults-criminal-justice-referral",
        ("Referral source - criminal justice - New presentations",),
        _REFERRAL.columns,
    ),
    Ratio(
        "adults-urgent-housing-share-new",
        ("Housing situation - Urgent housing problem - New presentations",),
        _HOUSING.columns,
    ),
    Ratio(
        "adults-regular-employment-share-new",
        ("Employment status - In regular employment - New presentations",),
        _EMPLOYMENT.columns,
    ),
    Ratio(
        "adults-currently-injecting-share-new",
        ("Injecting behaviour - Currently injecting - New presentations",),
        _INJECTING.columns,
    ),
    Ratio("adults-in-inpatient-units", ("Interventions - Total - Inpatient unit",)),
    Ratio("adults-in-residential-treatment", ("Interventions - Total - Residential",)),
    Ratio("adults-pharmacological-share", ("Interventions - Pharmacological - Any",), (ALL,)),
    Ratio("adults-psychosocial-share", ("Interventions - Psychosocial - Any",), (ALL,)),
)

_OPIATES = (
    Ratio("adults-in-treatment-for-opiates", (ALL,)),
    Ratio("opiate-treatment-under-two-years", _UNDER_TWO_YEARS, _LENGTH.columns),
    Ratio("opiate-completion-of-exits", _COMPLETED, _EXITS.columns),
    Ratio("opiate-completion-of-all", _COMPLETED, (ALL,)),
)

CATEGORIES = {
    "Total": Category("Total", "ohid-ndtms-england", "adults", _ALL_ADULTS),
    "Opiate": Category("Opiate", "ohid-ndtms-england-opiate", "adults who use opiates", _OPIATES),
}
