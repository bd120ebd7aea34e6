"""Write NDTMS extracts of any size with the engine: invented people, every code of the lists, one row in fifty faulty.

The same number of rows gives the same bytes on every machine: values come from the row's number and nothing else.
"""

from pathlib import Path

import duckdb

from joinedup.definitions.reading import code_lists, ndtms_standard

SIDECAR = """sender = "X0001"
sender_name = "Thornmarch Recovery Service (synthetic)"
feed = "ndtms-adult"
letter = "R"
extract_on = 2026-04-15
covers_from = 2009-04-01
covers_to = 2026-04-01
"""

ROWS_AN_EPISODE = 2
"""Rows of one episode: its interventions and profiles, packed side by side."""

_FAULTY = 50
_PERSON = {
    "FINITIAL": "chr(65 + (episode % 26)::INTEGER)",
    "SINITIAL": "chr(65 + (episode // 26 % 26)::INTEGER)",
    "DOB": "strftime(DATE '1950-01-01' + (episode * 7919 % 18000)::INTEGER, '%Y%m%d')",
    "SEX": "(1 + episode % 2)::VARCHAR",
    "AGNCY": "'X0001'",
    "CLIENT": "'ref-' || episode",
    "CLIENTID": "'c' || episode",
    "EPISODID": "'e' || episode",
    "CONSENT": f"CASE WHEN k % {_FAULTY} = 7 THEN '' ELSE 'Y' END",
    "REFLD": "strftime(start - 9, '%Y%m%d')",
    "TRIAGED": f"CASE WHEN episode % {_FAULTY} = 11 THEN '31/02/2021' ELSE strftime(start, '%Y%m%d') END",
    "CPLANDT": "strftime(start + 3, '%Y%m%d')",
    "DISD": "CASE WHEN episode % 3 > 0 THEN strftime(start + (100 + episode % 400)::INTEGER, '%Y%m%d') ELSE '' END",
    "PC": "'ZZ' || episode % 90 || ' ' || episode % 10",
    "DAT": "'X01B'",
    "UTLA": "'X10000001'",
    "LA": "'X07000001'",
    "MODID": "'m' || k",
    "MODST": "strftime(start + (k % 40)::INTEGER, '%Y%m%d')",
    "TOPID": "CASE WHEN k % 2 = 0 THEN 't' || k ELSE '' END",
    "TOPDATE": "CASE WHEN k % 2 = 0 THEN strftime(start + 5, '%Y-%m-%d') ELSE '' END",
    "ALCUSE": "CASE WHEN k % 2 = 0 THEN (k % 29)::VARCHAR ELSE '' END",
    "OPIUSE": "CASE WHEN k % 2 = 0 THEN (k % 31)::VARCHAR ELSE 'NA' END",
}
_START = "DATE '2012-04-01' + (episode * 104729 % 4900)::INTEGER"
_FILLED_LEVELS = ("client", "episode", "intervention")


def write_file(path: Path, rows: int) -> Path:
    """Write an extract of `rows` rows with its sidecar; return its path."""
    cells = [f'{value or chr(39) * 2} AS "{header}"' for header, value in _values().items()]
    source = (
        f"SELECT {', '.join(cells)} FROM (SELECT k, episode, {_START} AS start FROM "
        f"(SELECT range AS k, range // {ROWS_AN_EPISODE} AS episode FROM range({rows})))"
    )
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(f"COPY ({source}) TO '{path}' (FORMAT csv, HEADER, FORCE_QUOTE *)")
    path.with_name(path.name + ".toml").write_text(SIDECAR, encoding="utf-8")
    return path


def filled_headers() -> tuple[str, ...]:
    """Return the headers of the columns in which the file holds something."""
    return tuple(header for header, value in _values().items() if value)


def _values() -> dict[str, str | None]:
    """Return each column's SQL; None for one without values."""
    lists = {header: [code.code for code in one.codes] for one in code_lists().values() for header in one.headers}
    found = {}
    for number, item in enumerate(one for one in ndtms_standard().items if one.is_emitted):
        value = _PERSON.get(item.header)
        if value is None and item.kind == "code" and item.header in lists and item.level in _FILLED_LEVELS:
            codes = ", ".join(f"'{code}'" for code in lists[item.header])
            of = "k" if item.level == "intervention" else "episode"
            value = f"([{codes}])[1 + (({of} * 31 + {number}) % {len(lists[item.header])})::INTEGER]"
        found[item.header] = value
    return found
