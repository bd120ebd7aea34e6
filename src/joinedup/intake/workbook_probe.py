"""Open a workbook in a process of its own first, with little memory: what is small packed can be vast once opened.

A cell in the last column of the last row makes a table of seventeen thousand million cells; one long text can stand in
a million of them. The reader of workbooks has no bound of its own, and a process that runs out of memory takes with it
whatever it was doing.
"""

import subprocess
import sys
from pathlib import Path

from joinedup.core.refusal import Refusal

MOST_MEMORY = 2 << 30
"""Bytes that a workbook may take once opened; one with a million rows of twenty columns takes about half."""
MOST_SECONDS = 600
_ALONE = """
import resource, sys
from python_calamine import CalamineWorkbook
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[3]), int(sys.argv[3])))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
book = CalamineWorkbook.from_path(sys.argv[1])
for name in book.sheet_names:
    for row in book.get_sheet_by_name(name).iter_rows():
        pass
"""


def refuse_vast(path: Path) -> None:
    """Refuse a workbook that needs more than `MOST_MEMORY` to open; one that is no workbook is left to its readers."""
    command = [sys.executable, "-c", _ALONE, str(path.resolve()), str(MOST_MEMORY), str(MOST_SECONDS)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode < 0 or b"MemoryError" in done.stderr or b"memory allocation" in done.stderr:
        raise Refusal(
            f"{path.name} is a workbook that takes more than {MOST_MEMORY >> 30} GB of memory to open: often a cell "
            "far from the table holds something. Save the sheet as 'CSV UTF-8 (comma delimited)' and send that."
        )
