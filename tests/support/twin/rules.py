"""What the twin is told: numbers and code lists, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Rules:
    """`numbers` by slug; `groups`: code list slug to code to reporting group; `residence`: DAT code to upper tier."""

    numbers: Mapping[str, int]
    groups: Mapping[str, Mapping[str, str]]
    residence: Mapping[str, str]


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, or the last day of that month if it has no such day."""
    month_index = day.year * 12 + (day.month - 1) + months
    year, month = month_index // 12, month_index % 12 + 1
    for day_of_month in (day.day, 30, 29, 28):
        if day_of_month > day.day:
            continue
        try:
            return date(year, month, day_of_month)
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")


def age_on(day: date, born: date) -> int:
    """Return completed years; someone born on 29 February is a year older on 1 March of ordinary years."""
    age = day.year - born.year
    if (day.month, day.day) < (born.month, born.day):
        age -= 1
    return age


def days_after(day: date, days: int) -> date:
    return day + timedelta(days=days)
