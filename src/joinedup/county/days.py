"""Days as whole numbers since 1 January 1970, so that a whole county's dates are arithmetic on arrays."""

from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

Days = npt.NDArray[np.int64]

_EPOCH = date(1970, 1, 1).toordinal()

OPEN = date(2200, 1, 1).toordinal() - _EPOCH
"""The end of what has not ended."""


OPENING_YEAR = 2009
"""The services open in April of this year. No triage is earlier: letters before F had neither consent nor discharge."""


def day(year: int, month: int, day_of_month: int) -> int:
    """Return the number of one calendar day."""
    return date(year, month, day_of_month).toordinal() - _EPOCH


def year_start(year: int) -> int:
    """Return 1 April, on which the financial year named by `year` starts."""
    return day(year, 4, 1)


def year_of(days: Days) -> Days:
    """Return the calendar year in which each day's financial year starts."""
    starts = np.array([year_start(year) for year in range(1990, 2061)])
    return np.searchsorted(starts, days, side="right") + 1989


def written(days: Days) -> pl.Series:
    """Return days as YYYYMMDD text; `OPEN` and anything after it is missing."""
    series = pl.Series(days, dtype=pl.Int32)
    return series.set(series >= OPEN, None).cast(pl.Date).dt.strftime("%Y%m%d")
