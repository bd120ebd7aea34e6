"""What a demonstration refuses, and how it is filled: invented figures, rows, agreements, services and people alone."""

import subprocess
import sys
from pathlib import Path

from django.conf import settings

from joinedup.core.refusal import Refusal
from joinedup.shelf.reading import NotReleased, open_version


def refuse_outside() -> None:
    """Refuse where this is no demonstration."""
    if not settings.DEMO:
        raise Refusal("This is for a demonstration only: JOINEDUP_DEMO is not 1.")


def refuse_real_figures(released: Path) -> None:
    """Refuse a folder whose released figures are not invented. One that holds nothing yet is let be."""
    try:
        version = open_version(released)
    except NotReleased:
        return
    if not version.manifest.is_synthetic:
        raise Refusal(f"A demonstration shows invented figures only, and those in {released} are real.")


def fill() -> None:
    """Fill it in a process of its own: that opens engines, and a server that had opened any could not be forked."""
    done = subprocess.run([sys.executable, "-m", "joinedup.site", "fill_demonstration"], check=False, text=True)
    if done.returncode:
        raise Refusal("The demonstration was not filled, so it is not served.")
