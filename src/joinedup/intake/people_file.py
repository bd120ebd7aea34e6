"""Read a list of people to erase: as an agency knows them, or by initials, date of birth and sex."""

import csv
import re
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.intake.pseudonyms import pseudonym
from joinedup.kinds.standard import Standard
from joinedup.warehouse.erasing import People

_CLIENT = ("AGNCY", "CLIENTID")
_PERSON = ("FINITIAL", "SINITIAL", "DOB", "SEX")
_DAY = re.compile(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}")


def read_people(path: Path, key: bytes, standard: Standard) -> People:
    """Return the pseudonyms of the people listed in a CSV, under the installation's key.

    Its header is AGNCY, CLIENTID or FINITIAL, SINITIAL, DOB, SEX, as in the extracts. Refuses a file with other
    headers, a cell left blank or a day that is none, naming the row and never what stands there.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    except FileNotFoundError:
        raise Refusal(f"There is no file {path}.") from None
    except (UnicodeDecodeError, csv.Error):
        raise Refusal(f"{path.name} cannot be read as a CSV in UTF-8: save it so.") from None
    header = tuple(cell.strip().upper() for cell in rows[0]) if rows else ()
    if header not in (_CLIENT, _PERSON):
        raise Refusal(f"{path.name}: the first row must be {', '.join(_CLIENT)} or {', '.join(_PERSON)}.")
    listed = [
        pseudonym(key, _message(path, number, dict(zip(header, row, strict=False)), header, standard))
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    ]
    if not listed:
        raise Refusal(f"{path.name} lists nobody.")
    return People(clients=frozenset(listed)) if header == _CLIENT else People(persons=frozenset(listed))


def _message(path: Path, number: int, row: dict[str, str], header: tuple[str, ...], standard: Standard) -> str:
    cells = {item: row.get(item, "").strip() for item in header}
    blank = [item for item, cell in cells.items() if not cell]
    if blank:
        raise Refusal(f"{path.name}, row {number}: {blank[0]} is blank.")
    said = {
        item: cell.upper() if standard.by_header[item].kind == "code" or item in ("FINITIAL", "SINITIAL") else cell
        for item, cell in cells.items()
    }
    if header == _CLIENT:
        return f"client|{said['AGNCY']}|{said['CLIENTID']}"
    if not _DAY.fullmatch(said["DOB"]):
        raise Refusal(f"{path.name}, row {number}: DOB is not a day such as 1984-02-29 or 19840229.")
    return f"{said['FINITIAL']}|{said['SINITIAL']}|{said['DOB'].replace('-', '')}|{said['SEX']}"
