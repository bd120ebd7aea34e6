"""Split a checked flat file into the warehouse's case-level tables, with pseudonyms in place of identifiers."""

from collections.abc import Iterator, Mapping

import ibis
import pyarrow as pa

from joinedup.intake.flat_file import CHILD_ID, FlatFile
from joinedup.intake.pseudonyms import install_pseudonyms
from joinedup.warehouse.case_tables import KEYS, case_tables, own_items
from joinedup.warehouse.engine import SQL_TYPES, literal, name
from joinedup.warehouse.erasing import People
from joinedup.warehouse.sealer import ROW_GROUP, Sealer

_PERSON = "pseudonym(upper(finitial) || '|' || upper(sinitial) || '|' || strftime(dob, '%Y%m%d') || '|' || sex)"
"""The attributor of facts 1.3 without the authority, so that one who moves stays one person (rules of practice 5)."""

_EPISODE = "'episode|' || agncy || '|' || episodid"
_CLIENT = "pseudonym('client|' || agncy || '|' || coalesce(clientid, episodid))"


def _age(on: str) -> str:
    """Whole years between the date of birth and a day: one less until the birthday has come round."""
    return (
        f"year({on}) - year(dob) - CASE WHEN month({on}) * 100 + day({on}) < month(dob) * 100 + day(dob) "
        "THEN 1 ELSE 0 END"
    )


def split(
    flat: FlatFile, sealer: Sealer, *, key: bytes, delivery_id: str, dataset: str, residence: Mapping[str, str]
) -> tuple[dict[str, int], People]:
    """Seal each table and return the rows of each, and those whose records are withheld, as pseudonyms.

    Rows without consent, rows set aside and the identifiers themselves are written nowhere; nor are other rows of
    someone of whom one row is without consent. `residence` turns a DAT code into an upper-tier code where the item
    UTLA is not filled.
    """
    install_pseudonyms(flat.connection, key)
    withheld = _withhold(flat)
    _keep_usable(flat, residence)
    worked_out = {
        "birth_month": "date_trunc('month', dob)",
        "age_at_triage": _age("triaged"),
        "age_at_exit": f"CASE WHEN disd IS NOT NULL THEN {_age('disd')} END",
    }
    same = {"delivery_id": delivery_id, "dataset": dataset}
    counts = {}
    for table in case_tables(flat.standard):
        source = "episodes" if table == "episode" else "clients" if table == "client" else f"{table}s"
        if table in CHILD_ID and CHILD_ID[table].lower() not in flat.held:
            source = f"(FROM {source} LIMIT 0)"  # no record of this level has an id: nothing to look for
        counts[table] = _write(flat, table, source, worked_out, same, sealer)
    if flat.extra:
        _write_extra(flat, sealer)
    sealer.close()
    return counts, withheld


def _withhold(flat: FlatFile) -> People:
    """Make the table `withheld` of clients with a row without consent; return them, and who they are by other rows."""
    run = flat.connection.execute
    run(
        "CREATE TABLE withheld AS SELECT DISTINCT agncy, clientid FROM flat "
        "WHERE consent = 'N' AND agncy IS NOT NULL AND clientid IS NOT NULL"
    )
    clients = run("SELECT pseudonym('client|' || agncy || '|' || clientid) FROM withheld").fetchall()
    persons = run(
        f"SELECT DISTINCT {_PERSON} FROM flat SEMI JOIN withheld USING (agncy, clientid) WHERE consent = 'Y'"
    ).fetchall()
    return People(frozenset(one for (one,) in clients), frozenset(one for (one,) in persons if one is not None))


def _keep_usable(flat: FlatFile, residence: Mapping[str, str]) -> None:
    run = flat.connection.execute
    whens = " ".join(f"WHEN {literal(dat)} THEN {literal(area)}" for dat, area in sorted(residence.items()))
    mapped = f"CASE dat {whens} END" if whens else "NULL"
    run(
        "CREATE TABLE keys AS SELECT agncy, episodid, row, "
        f"pseudonym({_EPISODE}) AS episode_key, under({_EPISODE}) AS secret, "
        f"{_CLIENT} AS client_key, {_PERSON} AS person_id, "
        "upper(finitial) AS first, upper(sinitial) AS second, dob, sex, "
        f"coalesce(utla, {mapped}) AS residence "
        "FROM at_episode ANTI JOIN withheld USING (agncy, clientid) WHERE row NOT IN (SELECT row FROM aside_episode)"
    )
    run(
        "CREATE VIEW episodes AS SELECT k.episode_key, k.client_key, k.person_id, k.residence, flat.* "
        "FROM flat JOIN keys k USING (row)"
    )
    # A client is described as at the latest triage of their episodes here; ties go to the smaller key.
    run(
        "CREATE TABLE latest AS SELECT client_key, arg_max(row, (triaged, episode_key)) AS row FROM episodes "
        "GROUP BY client_key"
    )
    run("CREATE VIEW clients AS SELECT e.* FROM episodes e JOIN latest USING (row)")
    for level, header in CHILD_ID.items():
        own = name(header.lower())
        run(
            f"CREATE VIEW {level}s AS SELECT k.episode_key, k.person_id, "
            f"pseudonym_within(k.secret, '{header}|' || a.{own}) AS {level}_key, a.* "
            f"FROM at_{level} a JOIN (SELECT agncy, episodid, episode_key, person_id, secret FROM keys) k "
            f"ON a.agncy = k.agncy AND a.episodid = k.episodid WHERE a.row NOT IN (SELECT row FROM aside_{level})"
        )


def _write(
    flat: FlatFile, table: str, source: str, worked_out: Mapping[str, str], same: Mapping[str, str], sealer: Sealer
) -> int:
    """Seal a table, sorted by its key; `same` are columns of one value, which like blank ones need no sorting.

    Sorted, so that a table does not tell in which order people stood in the file, which may be that of their names. A
    row's texts are sorted as one list: apart they take five times the memory, and what overflows is encrypted slowly.
    """
    own = own_items(flat.standard, table)
    columns = dict(KEYS[table]) | own
    asked = [column for column in columns if column not in same and (column not in own or column in flat.held)]
    texts = [column for column in asked if column in own and own[column] == "string"]
    apart = [column for column in columns if column in asked and column not in texts]
    given = [f"CAST({worked_out.get(one, name(one))} AS {SQL_TYPES[columns[one]]}) AS {name(one)}" for one in apart]
    given += [f"[{', '.join(map(name, texts))}] AS texts"] if texts else []
    taken = [f"texts[{place}] AS {name(column)}" for place, column in enumerate(texts, start=1)]
    query = (
        f"SELECT {', '.join([*map(name, apart), *taken])} FROM "
        f"(SELECT {', '.join(given)} FROM {source} ORDER BY {table}_key)"
    )
    schema = ibis.schema(columns).to_pyarrow()
    rows = flat.connection.execute(query).to_arrow_reader(ROW_GROUP)
    return sealer.write(table, pa.RecordBatchReader.from_batches(schema, _whole(rows, schema, same)))


def _whole(rows: pa.RecordBatchReader, schema: pa.Schema, same: Mapping[str, str]) -> Iterator[pa.RecordBatch]:
    """Yield batches with all columns of `schema`: those that `rows` lacks have the value that is the same, or none."""
    lacking = {field.name: pa.scalar(same.get(field.name), field.type) for field in schema} | dict.fromkeys(
        rows.schema.names
    )
    for batch in rows:
        arrays = [
            batch[column] if value is None else pa.repeat(value, batch.num_rows) for column, value in lacking.items()
        ]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _write_extra(flat: FlatFile, sealer: Sealer) -> None:
    """Keep what stood under headers the standard does not have, apart from every table.

    We do not know what such a column holds, so nothing reads it until it is declared. Rows without consent are
    left out.
    """
    columns = ", ".join(f"flat.extra_{index} AS {name(header)}" for index, header in enumerate(flat.extra))
    query = f"SELECT k.episode_key, {columns} FROM flat JOIN keys k USING (agncy, episodid) ORDER BY flat.row"
    sealer.write("extra_columns", flat.connection.execute(query).to_arrow_reader(ROW_GROUP))
