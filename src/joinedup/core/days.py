"""Days as people write them, whatever the machine's language."""

from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def spoken_day(day: date) -> str:
    """Return a day in words, such as '3 May 2026'."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
