"""Write small NDTMS extracts from dict rows, so that a test says only what matters to it."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from joinedup.definitions.reading import ndtms_standard

HEADERS = tuple(item.header for item in ndtms_standard().items if item.is_emitted)

SOUND: Mapping[str, str] = {
    "FINITIAL": "A",
    "SINITIAL": "B",
    "DOB": "19840229",
    "SEX": "1",
    "ETHNIC": "A",
    "CLIENT": "ref-1",
    "CLIENTID": "c1",
    "AGNCY": "X0001",
    "EPISODID": "e1",
    "CONSENT": "Y",
    "REFLD": "20210401",
    "RFLS": "4",
    "TRIAGED": "20210410",
    "UTLA": "X10000001",
    "LA": "X07000001",
    "DAT": "X01B",
    "DRUG1": "7000",
    "DRUG2": "9996",
    "DRUG3": "9997",
}

SIDECAR: Mapping[str, str] = {
    "sender": '"X0001"',
    "sender_name": '"Thornmarch Recovery Service (synthetic)"',
    "feed": '"ndtms-adult"',
    "letter": '"R"',
    "extract_on": "2026-04-15",
    "covers_from": "2009-04-01",
    "covers_to": "2026-04-01",
}


def row(**items: str) -> dict[str, str]:
    """Return a sound row of one consenting person with `items` put in place of its own."""
    return dict(SOUND) | items


def refused(**items: str) -> dict[str, str]:
    """Return the row of a person who refused consent: agency, client id and the refusal only."""
    return {"AGNCY": "X0001", "CLIENTID": "c9", "CONSENT": "N"} | items


def write_extract(
    path: Path,
    rows: Iterable[Mapping[str, str]],
    *,
    headers: Sequence[str] = HEADERS,
    sidecar: Mapping[str, Any] | None = SIDECAR,
) -> Path:
    """Write the rows as an extract with its sidecar (None: without one); return the path."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, headers, quoting=csv.QUOTE_ALL, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    if sidecar is not None:
        lines = [f"{key} = {value}" for key, value in sidecar.items()]
        path.with_name(path.name + ".toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
