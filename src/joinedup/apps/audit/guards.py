"""What the database itself refuses: a line changed, taken out, or put in anywhere but at the end.

Whoever may drop a trigger may get around these; the seals show it afterwards.
"""

_TELLS = "The record of acts is only added to."
_LINE_IS_NEXT = "NEW.number <> (SELECT number FROM audit_end WHERE id = 1) + 1"
_END_MOVES_ON = "NEW.number <> OLD.number + 1 OR NEW.mark <> OLD.mark OR NEW.id <> OLD.id"

_WHEN = {
    ("audit_line", "INSERT"): _LINE_IS_NEXT,
    ("audit_line", "UPDATE"): None,
    ("audit_line", "DELETE"): None,
    ("audit_end", "UPDATE"): _END_MOVES_ON,
    ("audit_end", "DELETE"): None,
}


def _name(table: str, event: str) -> str:
    return f"{table}_{event.lower()}"


def made(vendor: str) -> list[str]:
    """Return the statements that make the triggers, in the words of SQLite or PostgreSQL."""
    return _sqlite() if vendor == "sqlite" else _postgresql()


def dropped(vendor: str) -> list[str]:
    """Return the statements that take them away."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER {_name(table, event)}" for table, event in _WHEN]
    events = [*_WHEN, ("audit_line", "TRUNCATE"), ("audit_end", "TRUNCATE")]
    return [f"DROP TRIGGER {_name(table, event)} ON {table}" for table, event in events]


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table} {f'WHEN {when} ' if when else ''}"
        f"BEGIN SELECT RAISE(ABORT, '{_TELLS}'); END"
        for (table, event), when in _WHEN.items()
    ]


def _postgresql() -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_TELLS}'; END $$"
    )
    rows = [
        # A trigger's condition can hold no query there: the function that refuses an insert asks for itself.
        f"CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table} FOR EACH ROW "
        f"{f'WHEN ({when}) ' if when and event != 'INSERT' else ''}"
        f"EXECUTE FUNCTION {'audit_follows' if event == 'INSERT' else 'audit_refuses'}()"
        for (table, event), when in _WHEN.items()
    ]
    follows = (
        "CREATE OR REPLACE FUNCTION audit_follows() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {_LINE_IS_NEXT} THEN RAISE EXCEPTION '{_TELLS}'; END IF; RETURN NEW; END $$"
    )
    whole = [
        f"CREATE TRIGGER {_name(table, 'TRUNCATE')} BEFORE TRUNCATE ON {table} EXECUTE FUNCTION audit_refuses()"
        for table in ("audit_line", "audit_end")
    ]
    return [function, follows, *rows, *whole]
