"""The invented places and services. Every code starts with X, which no real ONS, NDTMS or provider code does."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InventedPlace:
    """An upper-tier area with the codes its residents are known by and its districts (weight in population)."""

    code: str
    name: str
    dat: str
    postcode: str
    districts: tuple[tuple[str, str, float], ...]


PLACES = (
    InventedPlace(
        "X10000001",
        "Thornmarch",
        "X01B",
        "X1",
        (
            ("X07000001", "Ashwold", 0.28),
            ("X07000002", "Carrowmere", 0.24),
            ("X07000003", "Dunmarsh", 0.19),
            ("X07000004", "East Thornmarch", 0.16),
            ("X07000005", "Vellside", 0.13),
        ),
    ),
    InventedPlace("X06000001", "Quillhaven", "X02B", "X2", (("X06000001", "Quillhaven", 1.0),)),
    InventedPlace("X99999999", "Elsewhere", "X99B", "X9", ()),
)
COUNTY, CITY, ELSEWHERE = range(3)


@dataclass(frozen=True, slots=True)
class Service:
    """One provider, which sends one file."""

    code: str
    name: str
    dataset: str  # AD or YP
    setting: str  # reporting group of its interventions


SERVICES = (
    Service("X0001", "Thornmarch Recovery Service (synthetic)", "AD", "community"),
    Service("X0002", "Quillhaven Drug and Alcohol Service (synthetic)", "AD", "community"),
    Service("X0003", "Thornmarch Young People's Service (synthetic)", "YP", "community"),
    Service("X0004", "Quillhaven Young People's Service (synthetic)", "YP", "community"),
    Service("X0005", "Fennick Ward inpatient unit (synthetic)", "AD", "inpatient"),
    Service("X0006", "Larkstone House residential rehabilitation (synthetic)", "AD", "residential"),
)
DETOX, REHAB = 4, 5

GROUPS = ("opiate", "non-opiate-and-alcohol", "non-opiate-only", "alcohol-only", "under-18")
"""Substance groups of adults in the order in which they are decided, and young people apart."""
OPIATE, BOTH, OTHER_DRUG, ALCOHOL, YOUNG = range(5)

REASONS = (
    "completed",
    "left early",
    "transferred",
    "custody",
    "withdrawn or declined",
    "died",
    "inconsistent",
)
COMPLETED, LEFT, TRANSFERRED, CUSTODY, WITHDRAWN, DIED, INCONSISTENT = range(7)
