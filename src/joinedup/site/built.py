"""Whether set-up has built the site's look."""

from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error

BUILT = Path(__file__).parent / "static" / "joinedup"


def look_is_built(folder: Path = BUILT, **_told: Any) -> list[CheckMessage]:
    """Return one fault, with what to do, where the style sheet or the script is missing."""
    missing = [name for name in ("site.css", "site.js", "built.txt") if not (folder / name).exists()]
    if not missing:
        return []
    return [Error("The site's look is not built.", hint="Run `make setup`, or frontend/build.py.", id="joinedup.E001")]
