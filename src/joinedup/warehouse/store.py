"""Read a warehouse: one version, immutable files, no lock."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import ibis
import pyarrow as pa

from joinedup.core.refusal import Refusal
from joinedup.kinds.feed import TABLE_PREFIX
from joinedup.sharing.decide import Grant
from joinedup.warehouse.closed_fields import closed
from joinedup.warehouse.contracts import ADDED
from joinedup.warehouse.engine import SQL_TYPES, connect, literal, name
from joinedup.warehouse.erasures import INTENT, read_log, wait_for_erasure
from joinedup.warehouse.folder import current_number, read_version, refuse_no_warehouse, spill_folder
from joinedup.warehouse.hindsight import Hindsight, hindsight
from joinedup.warehouse.lasting import refuse_stopped
from joinedup.warehouse.manifest import Delivery, Manifest
from joinedup.warehouse.seal import Seal, read_seal
from joinedup.warehouse.unlocked import Unlocked
from joinedup.warehouse.vault import find_vault

DELIVERY = "delivery_id"


@dataclass(slots=True)
class Opened:
    """One version of a warehouse, open for reading. Later loads do not change what it sees."""

    root: Path
    manifest: Manifest
    connection: ibis.BaseBackend
    grant: Grant | None = None
    unlocked: Unlocked = field(default_factory=lambda: Unlocked(None, {}, None))
    hindsight: Hindsight | None = None
    """The day as of which it was opened, and what has been erased since; None where no day was asked for."""
    _tables: dict[str, ibis.Table] = field(default_factory=dict)

    @property
    def data_version(self) -> str:
        """The hash of what this version holds."""
        return self.manifest.data_version

    @property
    def is_synthetic(self) -> bool:
        """Whether any of it is about invented people or places."""
        return self.manifest.is_synthetic

    def deliveries_of(self, table: str) -> tuple[Delivery, ...]:
        """Return the deliveries that hold rows for `table`, in the manifest's order."""
        return tuple(one for one in self.manifest.deliveries if table in one.tables)

    def table(self, table: str) -> ibis.Table:
        """Return the rows of every delivery that has `table`, with the version's columns; empty where none has.

        `delivery_id` says which delivery a row came in, so that a figure can name the very file it rests on.

        Refuses a name that is no table, and person-level rows of real people without a grant for their feeds.
        """
        if table not in self.manifest.columns:
            held = ", ".join(sorted(self.manifest.columns))
            raise Refusal(f"The warehouse has no table '{table}'; it has {held}.")
        if any(one.is_about_real_people for one in self.deliveries_of(table)):
            refuse_stopped(self.grant)
        if table not in self._tables:
            self._refuse_without_grant(table)
            self._tables[table] = self._open(table)
        return self._tables[table]

    def batches(self, rows: ibis.Table, size: int = 10_000) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a query over its tables, at most `size` at a time, each batch only with a yes.

        A cursor that is half read when the agreement stops gives no further row. Ask nothing else until it is read.
        """
        query = str(self.connection.compile(rows))
        for batch in self.connection.con.execute(query).to_arrow_reader(size):
            for start in range(0, batch.num_rows, size):  # the engine hands out whole vectors, however few are asked
                refuse_stopped(self.grant)
                yield batch.slice(start, size)

    def _open(self, table: str) -> ibis.Table:
        columns = self.manifest.columns[table]
        sealed = [one for one in self.deliveries_of(table) if one.is_case_level]
        if sealed:
            return self._open_sealed(table, sealed)
        paths = [self.root / "deliveries" / one.id / f"{table}.parquet" for one in self.deliveries_of(table)]
        if paths:
            files = ", ".join(literal(str(path)) for path in paths)
            source = f"read_parquet([{files}], union_by_name = true, filename = true)"
            added = set(columns) if table.startswith(TABLE_PREFIX) else ADDED.get(table, frozenset())
            if gained := added & set(columns):  # a column that no file here may have
                none = _named({c: f"CAST(NULL AS {SQL_TYPES[columns[c]]})" for c in sorted(gained)})
                source = f"(FROM {source} UNION ALL BY NAME SELECT {none} WHERE false)"
            told = {c: f"CAST({name(c)} AS {SQL_TYPES[t]})" for c, t in columns.items()}
            told = closed(told, table, self.deliveries_of(table), self.grant, "parse_path(filename)[-2]")
            wanted = _named({DELIVERY: "parse_path(filename)[-2]"} | told)
            query = f"SELECT {wanted} FROM {source}"
        else:
            types = {DELIVERY: SQL_TYPES["string"]} | {c: SQL_TYPES[t] for c, t in columns.items()}
            query = f"SELECT {_named({c: f'CAST(NULL AS {t})' for c, t in types.items()})} WHERE false"
        self.connection.raw_sql(f"CREATE OR REPLACE VIEW {name(table)} AS {query}")
        return self.connection.table(table)

    def _open_sealed(self, table: str, deliveries: Sequence[Delivery]) -> ibis.Table:
        """Hand the engine rows that were decrypted in memory; each holds the delivery that it came in."""
        rows = self.unlocked.rows(table, deliveries)
        self.connection.con.register(f"sealed {table}", rows)
        held = set(rows.schema.names)
        types = {c: SQL_TYPES[kind] for c, kind in self.manifest.columns[table].items()}
        told = {c: f"CAST({name(c) if c in held else 'NULL'} AS {kind})" for c, kind in types.items()}
        told = closed(told, table, deliveries, self.grant, DELIVERY)
        self.connection.raw_sql(
            f"CREATE OR REPLACE TEMP VIEW {name(table)} AS SELECT {_named(told)} FROM {name(f'sealed {table}')}"
        )
        return self.connection.table(table)

    def _refuse_without_grant(self, table: str) -> None:
        for delivery in self.deliveries_of(table):
            if not delivery.is_about_real_people:
                continue
            if (
                self.grant is None
                or delivery.feed not in self.grant.feeds
                or self.grant.agreement != delivery.agreement
            ):
                raise Refusal(
                    f"Rows about real people from {delivery.sender_name} ({delivery.feed}) open only with a yes from "
                    f"agreement '{delivery.agreement}', under which they were loaded: name it with `--agreement FILE`."
                )

    def close(self) -> None:
        """Let go of the engine."""
        self.connection.disconnect()


def open_warehouse(
    path: Path,
    *,
    version: int | None = None,
    as_of: date | None = None,
    grant: Grant | None = None,
    ring: Path | None = None,
    memory: str = "4GB",
    threads: int | None = None,
) -> Opened:
    """Open one version: the current one, number `version`, or the last one of which all was received by `as_of`.

    CURRENT is read once; every file used after that never changes, so no lock is needed and loads may go on beside.
    Only an erasure changes files: a reader waits for one under way, sees all of it or none, and is refused files that
    it rewrote since. `ring` is the key ring, if it is not where the last load named it.
    """
    path = Path(path)
    manifest, seals, since = _read(path, version, as_of)
    engine = connect(spill_folder(path), memory=memory, threads=threads)
    unlocked = Unlocked(find_vault(path, ring), seals, grant)
    return Opened(path, manifest, ibis.duckdb.from_connection(engine), grant, unlocked, since)


def read_manifest(path: Path, *, version: int | None = None, as_of: date | None = None) -> Manifest:
    """Return what one version holds now; refuse a number or day for which there is none.

    Deliveries that were destroyed are not in it, and rows by table are those that erasures left.
    """
    return _read(path, version, as_of)[0]


def _read(path: Path, version: int | None, as_of: date | None) -> tuple[Manifest, dict[str, Seal], Hindsight | None]:
    refuse_no_warehouse(path, f" Use `joinedup load FILE --into {path}`.")
    while True:
        wait_for_erasure(path)
        before = read_log(path)
        manifest = _find(path, version, as_of)
        held, seals = as_held(path, manifest)
        if not (path / INTENT).exists() and read_log(path) == before:  # else some seals are of before and some of after
            return held, seals, hindsight(as_of, {one.id for one in manifest.deliveries}, before) if as_of else None


def _find(path: Path, version: int | None, as_of: date | None) -> Manifest:
    newest = current_number(path)
    if version is not None and not 1 <= version <= newest:
        raise Refusal(f"{path} has versions 1 to {newest}, not {version}.")
    number = version or newest
    manifest = read_version(path, number)
    # Deliveries are asked beside the version: once, one loaded late under an earlier day gave the version its own day.
    while as_of is not None and max([manifest.received_on, *(d.received_on for d in manifest.deliveries)]) > as_of:
        number -= 1
        if number == 0:
            raise Refusal(f"Nothing had been received in {path} by {as_of.isoformat()}.")
        manifest = read_version(path, number)
    return manifest


def as_held(root: Path, manifest: Manifest) -> tuple[Manifest, dict[str, Seal]]:
    """Return the manifest as erasures have left it, and the seals of its person-level deliveries by id."""
    read = {one.id: read_seal(root / "deliveries" / one.id) for one in manifest.deliveries if one.is_case_level}
    seals = {identity: seal for identity, seal in read.items() if seal is not None}
    left = tuple(
        _as_left(one, seals[one.id]) if one.id in seals else one
        for one in manifest.deliveries
        if one.id not in seals or seals[one.id].destroyed_on is None
    )
    return replace(manifest, deliveries=left), seals


def _as_left(delivery: Delivery, seal: Seal) -> Delivery:
    tables = {table: seal.rows[table] for table in delivery.tables}
    erased = tuple((one.on.isoformat(), one.people) for one in seal.erased)
    return replace(delivery, tables=tables, erased=erased)


def _named(columns: Mapping[str, str]) -> str:
    return ", ".join(f"{value} AS {name(column)}" for column, value in columns.items())
