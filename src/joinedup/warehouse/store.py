"""Read a warehouse: one version, immutable files, no lock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import ibis

from joinedup.core.refusal import Refusal
from joinedup.kinds.feed import TABLE_PREFIX
from joinedup.sharing.decide import Grant
from joinedup.warehouse.contracts import ADDED
from joinedup.warehouse.engine import SQL_TYPES, connect, literal, name
from joinedup.warehouse.folder import current_number, is_warehouse, manifest_path, spill_folder
from joinedup.warehouse.manifest import Delivery, Manifest

DELIVERY = "delivery_id"


@dataclass(slots=True)
class Opened:
    """One version of a warehouse, open for reading. Later loads do not change what it sees."""

    root: Path
    manifest: Manifest
    connection: ibis.BaseBackend
    grant: Grant | None = None
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
        if table not in self._tables:
            self._refuse_without_grant(table)
            self._tables[table] = self._open(table)
        return self._tables[table]

    def _open(self, table: str) -> ibis.Table:
        columns = self.manifest.columns[table]
        paths = [self.root / "deliveries" / one.id / f"{table}.parquet" for one in self.deliveries_of(table)]
        if paths:
            files = ", ".join(literal(str(path)) for path in paths)
            source = f"read_parquet([{files}], union_by_name = true, filename = true)"
            added = set(columns) if table.startswith(TABLE_PREFIX) else ADDED.get(table, frozenset())
            if gained := added & set(columns):  # a column that no file here may have
                none = _named({c: f"CAST(NULL AS {SQL_TYPES[columns[c]]})" for c in sorted(gained)})
                source = f"(FROM {source} UNION ALL BY NAME SELECT {none} WHERE false)"
            told = {c: f"CAST({name(c)} AS {SQL_TYPES[t]})" for c, t in columns.items()}
            wanted = _named({DELIVERY: "parse_path(filename)[-2]"} | told)
            query = f"SELECT {wanted} FROM {source}"
        else:
            types = {DELIVERY: SQL_TYPES["string"]} | {c: SQL_TYPES[t] for c, t in columns.items()}
            query = f"SELECT {_named({c: f'CAST(NULL AS {t})' for c, t in types.items()})} WHERE false"
        self.connection.raw_sql(f"CREATE OR REPLACE VIEW {name(table)} AS {query}")
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
    memory: str = "4GB",
    threads: int | None = None,
) -> Opened:
    """Open one version: the current one, number `version`, or the last one received on or before `as_of`.

    CURRENT is read once; every file used after that never changes, so no lock is needed and loads may go on beside.
    """
    path = Path(path)
    manifest = read_manifest(path, version=version, as_of=as_of)
    engine = connect(spill_folder(path), memory=memory, threads=threads)
    return Opened(path, manifest, ibis.duckdb.from_connection(engine), grant)


def read_manifest(path: Path, *, version: int | None = None, as_of: date | None = None) -> Manifest:
    """Return what one version holds; refuse a number or day for which there is none."""
    if not is_warehouse(path):
        raise Refusal(
            f"{path} is not a warehouse: nothing has been loaded there. Use `joinedup load FILE --into {path}`."
        )
    newest = current_number(path)
    if version is not None and not 1 <= version <= newest:
        raise Refusal(f"{path} has versions 1 to {newest}, not {version}.")
    number = version or newest
    manifest = _manifest(path, number)
    while as_of is not None and manifest.received_on > as_of:
        number -= 1
        if number == 0:
            raise Refusal(f"Nothing had been received in {path} by {as_of.isoformat()}.")
        manifest = _manifest(path, number)
    return manifest


def _named(columns: Mapping[str, str]) -> str:
    return ", ".join(f"{value} AS {name(column)}" for column, value in columns.items())


def _manifest(path: Path, number: int) -> Manifest:
    return Manifest.from_json(manifest_path(path, number).read_text(encoding="utf-8"))
