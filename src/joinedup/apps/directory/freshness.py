"""Whether an entry was looked at lately."""

from datetime import date

from joinedup.core.days import months_after

