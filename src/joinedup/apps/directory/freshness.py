"""Whether an entry was looked at lately."""

from datetime import date

MONTHS = 6
"""An entry last checked longer ago than this says so."""


def is_stale(checked_on: date, *, today: date) -> bool:
    """Return whether more than six calendar months have passed since an entry was checked."""
    months = (today.year - checked_on.year) * 12 + today.month - checked_on.month
    return (months, today.day) > (MONTHS, checked_on.day)
