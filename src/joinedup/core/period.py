"""Half-open periods of whole days."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from joinedup.core.refusal import Refusal


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """All days from `start` up to but not including `end`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"A period must end after it starts: {self.start} to {self.end} does not.")

    @classmethod
    def financial_year(cls, label: str) -> "Period":
        """Return April to March of a label such as '2021/22'; refuse anything else with a sentence."""
        match = re.fullmatch(r"(\d{4})/(\d{2})", label)
        if not match or (int(match[1]) + 1) % 100 != int(match[2]):
            raise Refusal(f"'{label}' is not a financial year: write it as 2021/22.")
        return cls(date(int(match[1]), 4, 1), date(int(match[1]) + 1, 4, 1))

    @classmethod
    def years(cls, first: int, last: int | None = None) -> "Period":
        """Return the calendar years `first` to `last`, both included."""
        return cls(date(first, 1, 1), date((last or first) + 1, 1, 1))

    @property
    def label(self) -> str:
        """'2021/22' for financial years, '2020' or '2018 to 2020' for calendar years, else both end days."""
        starts_april = (self.start.month, self.start.day) == (4, 1)
        starts_january = (self.start.month, self.start.day) == (1, 1)
        same_day = (self.start.month, self.start.day) == (self.end.month, self.end.day)
        last = self.end.year - 1
        if starts_april and same_day and last == self.start.year:
            return f"{self.start.year}/{self.end.year % 100:02d}"
        if starts_april and same_day:
            return f"{self.start.year}/{(self.start.year + 1) % 100:02d} to {last}/{self.end.year % 100:02d}"
        if starts_january and same_day:
            return str(last) if last == self.start.year else f"{self.start.year} to {last}"
        return f"{self.start.isoformat()} to {(self.end - timedelta(days=1)).isoformat()}"

    @property
    def previous(self) -> "Period":
        """The same number of years just before; for periods that are not whole years, the same days."""
        if (self.start.month, self.start.day) == (self.end.month, self.end.day):
            span = self.end.year - self.start.year
            return Period(self.start.replace(year=self.start.year - span), self.start)
        return Period(self.start - (self.end - self.start), self.start)

    def single_years(self, years: int) -> tuple["Period", ...]:
        """Return `years` single years, the last ending when this period does, oldest first."""
        ends = [_years_before(self.end, back) for back in range(years, -1, -1)]
        return tuple(Period(start, end) for start, end in pairwise(ends))

    @property
    def is_one_year(self) -> bool:
        """Whether it is twelve months long."""
        return self.start == _years_before(self.end, 1)

    def shares_time_with(self, other: "Period") -> bool:
        """Return whether any day lies in both."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Period") -> bool:
        """Return whether every day of `other` lies in this one."""
        return self.start <= other.start and other.end <= self.end


def _years_before(day: date, years: int) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if is_leap_day and years % 4 else day.day)
