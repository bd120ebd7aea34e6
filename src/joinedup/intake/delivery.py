"""Turn an examined file into a delivery: Parquet files in a folder, and what the manifest says of them."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from joinedup.intake.coverage import NDTMS_FEEDS, Coverage
from joinedup.intake.examined import Examined
from joinedup.intake.key import key_check
from joinedup.intake.rulebook import Rulebook
from joinedup.intake.splitting import split
from joinedup.kinds.check_rule import ADVICE
from joinedup.warehouse.contracts import CONTRACTS
from joinedup.warehouse.durable import write_json
from joinedup.warehouse.erasing import People
from joinedup.warehouse.key_ring import Lock
from joinedup.warehouse.manifest import Delivery, slot_of
from joinedup.warehouse.sealer import Sealer


def build_delivery(
    examined: Examined,
    folder: Path,
    *,
    rulebook: Rulebook,
    received_on: date,
    key: bytes | None,
    agreement: str | None,
    lock: tuple[str, Lock] | None = None,
    keep_until: date | None = None,
) -> tuple[Delivery, People]:
    """Write the delivery's tables and `set_aside.json` into `folder`, which must not exist.

    Return its record, and those whose records the file withholds. `set_aside.json` gives file, row, field and rule of
    what was not loaded, never a value. Case-level files need a `key` for pseudonyms and the name and key of the `lock`
    that they are encrypted under; every file needs its coverage.
    """
    coverage = examined.coverage
    if coverage is None:
        raise ValueError(f"{examined.file_name} has no coverage; a delivery cannot be built.")
    folder.mkdir(parents=True)
    identity = _id(examined, coverage, rulebook, received_on)
    withheld, without_consent = People(), examined.without_consent
    if examined.flat is not None:
        if key is None or lock is None:
            raise ValueError(f"{examined.file_name} holds rows about people; a key and a lock are needed.")
        rows, withheld = split(
            examined.flat,
            Sealer(folder, identity, *lock),
            key=key,
            delivery_id=identity,
            dataset=NDTMS_FEEDS[coverage.feed],
            residence=rulebook.residence,
        )
        loaded, beside = _rows_loaded(examined)
        without_consent += beside
    else:
        columns = {table: CONTRACTS[table] for table in examined.tables if table in CONTRACTS}
        columns |= {examined.feed.table: examined.feed.columns} if examined.feed is not None else {}
        rows = {t: _write(t, columns[t], content, folder) for t, content in sorted(examined.tables.items())}
        loaded = sum(rows.values())
    away = [one.as_dict() for one in examined.findings if one.severity not in ADVICE]
    write_json(folder / "set_aside.json", [{key: one[key] for key in _SAID} for one in away])
    delivery = Delivery(
        id=identity,
        sender=coverage.sender,
        sender_name=coverage.sender_name,
        feed=coverage.feed,
        letter=coverage.letter,
        covers=coverage.covers,
        extract_on=coverage.extract_on,
        received_on=received_on,
        sha256=examined.sha256,
        file_name=examined.file_name,
        is_synthetic=examined.is_synthetic,
        is_case_level=examined.is_case_level,
        rows=examined.rows,
        set_aside=examined.rows - loaded - without_consent,
        without_consent=without_consent,
        tables=rows,
        rules_version=rulebook.version_for(coverage.feed),
        agreement=agreement,
        key_check=key_check(key) if examined.flat is not None and key is not None else None,
        reader=examined.reader,
        is_part=examined.feed is not None,
        keep_until=keep_until if examined.is_case_level else None,
        left_out=examined.left_out,
    )
    return delivery, withheld


_SAID = ("file", "rule", "severity", "field", "title", "mend", "total", "rows")


def content_of(examined: Examined, coverage: Coverage, rulebook: Rulebook) -> tuple[object, ...]:
    """Return what decides whether loading changes anything; the same as `Delivery.content` once loaded."""
    slot = slot_of(coverage.sender, coverage.feed, coverage.covers, is_part=examined.feed is not None)
    version = rulebook.version_for(coverage.feed)
    return (slot, examined.sha256, coverage.covers, coverage.extract_on, coverage.letter, version, examined.left_out)


def _id(examined: Examined, coverage: Coverage, rulebook: Rulebook, received_on: date) -> str:
    said = [
        examined.sha256,
        coverage.sender,
        coverage.feed,
        coverage.letter,
        coverage.covers.start.isoformat(),
        coverage.covers.end.isoformat(),
        coverage.extract_on.isoformat(),
        received_on.isoformat(),
        rulebook.version_for(coverage.feed),
        *examined.left_out,
    ]
    digest = hashlib.sha256(json.dumps(said).encode()).hexdigest()[:12]
    plain = re.sub("[^a-z0-9]+", "-", f"{coverage.sender}-{coverage.feed}".lower()).strip("-")
    return f"{plain[:60]}-{digest}"


def _rows_loaded(examined: Examined) -> tuple[int, int]:
    """Return rows of the file that were loaded, and rows with consent of people of whom another row is without."""
    assert examined.flat is not None
    answer = examined.flat.connection.execute(
        "SELECT (SELECT count(*) FROM flat SEMI JOIN keys USING (agncy, episodid) WHERE consent = 'Y'), "
        "(SELECT count(*) FROM flat SEMI JOIN withheld USING (agncy, clientid) WHERE consent = 'Y')"
    ).fetchone()
    return (int(answer[0]), int(answer[1])) if answer else (0, 0)


def _write(table: str, columns: Mapping[str, str], content: pa.Table, folder: Path) -> int:
    schema = ibis.schema(dict(columns)).to_pyarrow()
    typed = content.select(list(columns)).cast(schema)
    pq.write_table(typed, folder / f"{table}.parquet", compression="zstd")
    return int(typed.num_rows)
