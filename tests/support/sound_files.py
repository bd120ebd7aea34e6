"""One small sound file of each kind that is read, with what is said beside it: what fuzzing begins from."""

import gzip
import io
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from joinedup.definitions.catalogue import feeds
from joinedup.intake.key import create_key
from joinedup.warehouse.key_ring import changing_ring
from support.agreements import AGREEMENT
from support.extract import write_extract
from support.spoiling import HEADERS, zebedee
from support.workbooks import write_workbook

FEED = feeds()["police-seizures"]
FEED_SAID = (
    'sender = "X0103"\nfeed = "police-seizures"\nextract_on = 2026-04-10\n'
    "covers_from = 2026-02-01\ncovers_to = 2026-03-01\n"
)
TABLE = "area,area_name,area_kind,part_of,year,sex,age,people\n" + "".join(
    f"X10000001,Thornmarch,county,,2020,{sex},{age},1{age}\n" for sex in ("male", "female") for age in range(3)
)


@dataclass(frozen=True, slots=True)
class Sound:
    """A file's name, its bytes and those of what is said beside it."""

    name: str
    content: bytes
    said: bytes


def sound_files(folder: Path) -> dict[str, Sound]:
    """Return a sound file of each kind; all are about one planted person or about nobody."""
    rows = [zebedee(EPISODID=f"episode-zebedee-{n}", TOPID=f"t{n}") for n in range(3)]
    path = write_extract(folder / "a.csv", rows, headers=HEADERS)
    extract, said = path.read_bytes(), path.with_name("a.csv.toml").read_bytes()
    lines = [",".join(FEED.headers), *(f"2026-02-01,X06000001,{what},3,30" for what in ("heroin", "cannabis"))]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", extract)
    cells = [line.strip('"').split('","') for line in extract.decode().splitlines()]
    book = write_workbook(folder / "a.xlsx", {"Sheet": cells}).read_bytes()
    return {
        "extract": Sound("a.csv", extract, said),
        "feed": Sound("feed.csv", "\r\n".join(lines).encode(), FEED_SAID.encode()),
        "table": Sound("table.csv", TABLE.encode(), FEED_SAID.replace(FEED.slug, "population").encode()),
        "zip": Sound("a.zip", packed.getvalue(), said),
        "gzip": Sound("a.csv.gz", gzip.compress(extract, mtime=0), said),
        "workbook": Sound("a.xlsx", book, said),
    }


def sound_secrets(folder: Path) -> dict[str, bytes]:
    """Return the bytes of an agreement, a key and a key ring."""
    key, ring, warehouse = folder / "key", folder / "key.ring", folder / "w"
    create_key(key, warehouse=warehouse)
    with changing_ring(ring, warehouse=warehouse, may_create=True) as held:
        held.ensure("lock", on=date(2026, 4, 20))
    return {"agreement": AGREEMENT.encode(), "key": key.read_bytes(), "ring": ring.read_bytes()}
