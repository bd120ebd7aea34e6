"""Plant one-line faults in copies of the package and see which test notices each."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

# After the line above: `support` is found only there.
from support.faults import measure

TITLE = "Planted faults and the tests that notice them"

__all__ = ["TITLE", "measure"]
