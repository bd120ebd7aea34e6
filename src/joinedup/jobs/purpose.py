"""What deliveries are loaded and opened for, as agreements name it."""

from typing import Final

PURPOSE: Final = "needs-assessment"
