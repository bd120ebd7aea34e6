"""Make postcode_districts.csv: `python -m joinedup.definitions.making.postcode_districts ONSPD.csv OUT.csv`.

The ONS Postcode Directory (or the National Statistics Postcode Lookup) is 2.7 million rows, one a postcode, with the
council it lies in. It is read once, by row, and only the districts' counts are kept.
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.definitions.area_table import areas

_POSTCODE_COLUMNS = ("pcd7", "pcds", "pcd", "pcd8")
_COUNCIL_COLUMN = re.compile(r"(?:lad\d\dcd|oslaua|laua)")
_COUNTRIES = {"W": "W92000004", "S": "S92000003", "N": "N92000002"}
_INWARD = 3


def tally(header: Iterable[str], rows: Iterable[Mapping[str, str]]) -> Counter[tuple[str, str]]:
    """Return how many postcodes each district and upper-tier council share; other countries stand for their councils.

    Postcodes without a council, and those of the Channel Islands and the Isle of Man, are left out. Refuses a file
    without the two columns and a council that is not in areas.csv.
    """
    names = list(header)
    postcode = next((name for name in _POSTCODE_COLUMNS if name in names), None)
    council = next((name for name in names if _COUNCIL_COLUMN.fullmatch(name)), None)
    if postcode is None or council is None:
        raise Refusal(f"The directory needs a column {' or '.join(_POSTCODE_COLUMNS)} and one such as lad25cd.")
    held = areas()
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        code = row[council]
        if not code or code[0] in "LM":
            continue
        if code[0] == "E" and code not in held:
            raise Refusal(f"Council {code} of postcode {row[postcode]} is not in areas.csv.")
        upper = (held[code].part_of if held[code].kind == "district" else code) if code[0] == "E" else None
        found[row[postcode][:-_INWARD].strip(), upper or _COUNTRIES[code[0]]] += 1
    return found


def write(found: Mapping[tuple[str, str], int], out: Path) -> None:
    """Write the counts, sorted, as CSV."""
    lines = ["district,council,postcodes", *(f"{area},{code},{found[area, code]}" for area, code in sorted(found))]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main(directory: Path, out: Path) -> None:
    """Read the directory and write the table."""
    with directory.open(encoding="utf-8-sig", newline="") as opened:
        rows = csv.DictReader(opened)
        write(tally(rows.fieldnames or (), rows), out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
