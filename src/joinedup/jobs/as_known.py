"""Documents about what was known on an earlier day."""

from datetime import date

from joinedup.core.days import spoken_day
from joinedup.core.refusal import Refusal


def refuse_to_come(as_of: date | None, dated_on: date) -> None:
    """Refuse a day after that of the document: what will be known then is not known yet."""
    if as_of is not None and as_of > dated_on:
        raise Refusal(
            f"A document of {spoken_day(dated_on)} cannot say what was known on {spoken_day(as_of)}: name that day or "
            "an earlier one."
        )
