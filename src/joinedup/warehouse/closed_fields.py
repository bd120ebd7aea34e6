"""Fields that are held and that an agreement no longer shares: they are read as if they had never been sent."""

from collections.abc import Iterable, Mapping

from joinedup.kinds.feed import TABLE_PREFIX
from joinedup.sharing.grant import Grant
from joinedup.warehouse.case_tables import KEYS
from joinedup.warehouse.engine import literal
from joinedup.warehouse.manifest import Delivery


def closed(
    told: Mapping[str, str], table: str, deliveries: Iterable[Delivery], grant: Grant | None, delivery_id: str
) -> dict[str, str]:
    """Return the SQL of each column of a table with nothing in it for deliveries whose field the grant does not give.

    `told` is the SQL by column, `delivery_id` that of the delivery a row came in. Of invented people nothing closes.
    """
    real = [one for one in deliveries if one.is_about_real_people]
    return {column: _closed(sql, field_of(table, column), real, grant, delivery_id) for column, sql in told.items()}


def field_of(table: str, column: str) -> str | None:
    """Return the field of a sender's file that a column holds; None for what is worked out, or every row needs."""
    if table.startswith(TABLE_PREFIX):
        return column.removesuffix("_marker")
    if table in KEYS:
        return None if column in KEYS[table] else column.upper()
    return "rows" if (table, column) == ("provider_check", "rows") else None


def _closed(sql: str, field: str | None, deliveries: Iterable[Delivery], grant: Grant | None, delivery_id: str) -> str:
    if field is None:
        return sql
    without = [literal(one.id) for one in deliveries if grant is None or not grant.gives(one.feed, field)]
    return f"CASE WHEN {delivery_id} NOT IN ({', '.join(without)}) THEN {sql} END" if without else sql
