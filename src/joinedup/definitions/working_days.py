"""England's working days: neither a weekend nor a bank holiday. Bank holidays are dated data."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from joinedup.core.status import SourceStatus

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """The days, until when they are known, and how sure we are of them."""

    days: frozenset[date]
    known_until: date
    status: SourceStatus
    source: str

    def __post_init__(self) -> None:
        if any(day.weekday() >= _SATURDAY for day in self.days):
            raise ValueError("A bank holiday on a weekend has another day instead: list that one.")
        if any(day > self.known_until for day in self.days):
            raise ValueError("A bank holiday is listed after the day until which they are known.")


@cache
def bank_holidays() -> BankHolidays:
    """Return England's bank holidays, checked when read."""
    table = files("joinedup.definitions").joinpath("parameters", "bank_holidays.toml").read_text(encoding="utf-8")
    said = tomllib.loads(table)
    return BankHolidays(frozenset(said["days"]), said["known_until"], SourceStatus(said["status"]), said["source"])


def is_working_day(day: date) -> bool:
    """Return whether offices are open in England."""
    return day.weekday() < _SATURDAY and day not in bank_holidays().days


def next_working_day(day: date) -> date:
    """Return the first working day after a day."""
    following = day + timedelta(days=1)
    while not is_working_day(following):
        following += timedelta(days=1)
    return following
