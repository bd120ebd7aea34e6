"""One database as text, a row a line, and back: the same on SQLite and PostgreSQL, so that one can become the other."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.db import connections, models
from django.db.migrations.recorder import MigrationRecorder

from joinedup.apps.audit import guards
from joinedup.apps.audit.models import Line

_MADE_ANEW = frozenset({"contenttypes", "auth", "sessions"})
"""Written by Django itself when tables are made; and nobody stays signed in across a restore."""


def models_of(using: str) -> list[type[models.Model]]:
    """Return every model whose rows one database keeps, in a settled order."""
    kept = [
        model
        for config in apps.get_app_configs()
        if config.label not in _MADE_ANEW and using in getattr(config, "kept_in", ("default",))
        for model in config.get_models()
    ]
    return sorted(kept, key=lambda model: model._meta.label_lower)


def schema_of(using: str) -> list[str]:
    """Return which migrations made the tables: rows fit those and no others."""
    applied = MigrationRecorder(connections[using]).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def lock(using: str) -> None:
    """Let nobody write an act until this transaction ends; to be its first statement."""
    connection = connections[using]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("LOCK TABLE audit_end IN SHARE ROW EXCLUSIVE MODE")


def dumped(using: str) -> Iterator[str]:
    """Yield every row as a line; one instant of the database where the transaction around it is locked."""
    for model in models_of(using):
        rows = model._default_manager.using(using).order_by("pk").iterator()
        for row in rows:
            yield serializers.serialize("jsonl", [row]).rstrip("\n")


def is_empty(using: str) -> bool:
    """Return whether nothing has been done in a database yet: each act has its line."""
    return not Line.objects.using(using).exists()


def put_back(using: str, lines: Iterable[str]) -> int:
    """Replace every row by those in `lines`, in the transaction around it; return how many. The guards stand after."""
    connection = connections[using]
    held = models_of(using)
    with connection.cursor() as cursor:
        for statement in guards.dropped(connection.vendor):
            cursor.execute(statement)
        for model in held:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
    count = 0
    for row in serializers.deserialize("jsonl", _stream(lines), using=using):
        row.save(using=using)
        count += 1
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), held):
            cursor.execute(statement)
        # What was checked at the end of the transaction is checked now: a table with checks to come takes no trigger.
        connection.check_constraints()
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in guards.made(connection.vendor):
            cursor.execute(statement)
    return count


def _stream(lines: Iterable[str]) -> Iterator[str]:
    return (line for line in lines if line)
