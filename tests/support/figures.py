"""Estimates drawn small, as measured for the city in 2021/22."""

from joinedup.core.estimate import Estimate
from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.measures.intervals import share as share_of

CITY = Place("X06000001", "Quillhaven")
YEAR = Period.financial_year("2021/22")


def count(slug: str, people: int, group: tuple[str, str] | None = None) -> Estimate:
    """Return a count."""
    return Estimate(slug, CITY, YEAR, group, value=float(people), numerator=float(people))


def share(slug: str, counted: int, of: int, group: tuple[str, str] | None = None) -> Estimate:
    """Return a share with its interval."""
    value, low, high = share_of(counted, of)
    return Estimate(
        slug, CITY, YEAR, group, value=value, low=low, high=high, numerator=float(counted), denominator=float(of)
    )


def daily(slug: str, total: int, people: int) -> Estimate:
    """Return an average of days."""
    return Estimate(slug, CITY, YEAR, value=total / people, numerator=float(total), denominator=float(people))
