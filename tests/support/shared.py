"""Real published files, where this machine has them beside the repository; tests that read them skip where not."""

import os
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]


def shared_file(*parts: str) -> Path:
    """Return a file of the shared folder beside the repository (or of JOINEDUP_SHARED); skip the test without it."""
    folder = Path(os.environ.get("JOINEDUP_SHARED", _ROOT.parent / "shared"))
    path = folder.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"no shared data on this machine: {'/'.join(parts)}")
    return path
