"""What a rule that is asked of many items reads of each, and which items it is asked of."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import ibis

from joinedup.core.status import SourceStatus
from joinedup.kinds.check_rule import CheckRule
from joinedup.kinds.parameters import CodeList
from joinedup.kinds.standard import Item

_ESTABLISHED = (SourceStatus.FOUND, SourceStatus.DERIVED)


def bounds_of(item: Item) -> tuple[date | None, date | None]:
    """Return the first day of an item and the first without it, each only where it is more than remembered."""
    return (
        item.since if item.since_status in _ESTABLISHED else None,
        item.until if item.until_status in _ESTABLISHED else None,
    )


def is_asked(rule: CheckRule, item: Item, codes: CodeList | None, dataset: str | None) -> bool:
    """Return whether a rule of kinds is asked of an item; where no row could break it, it is not."""
    match rule.items:
        case "dated":
            return any(bounds_of(item))
        case "listed":
            return codes is not None
        case "dated codes":
            return codes is not None and bool(codes.dated)
        case "laid out":
            return codes is None and item.most_characters is not None
        case "of another data set":
            return dataset is not None and not item.is_for(dataset)
        case _:
            return True


def item_facts(rows: ibis.Table, item: Item, codes: CodeList | None) -> SimpleNamespace:
    """Return what `_` stands for in a rule of kinds (`CheckRule`), for one item of a level's rows."""
    value = rows[item.column]
    can_be_unread = item.kind in ("date", "whole", "decimal")
    since, until = bounds_of(item)
    return SimpleNamespace(
        is_filled=value.notnull(),
        unread=rows[f"{item.column}_unread"] if can_be_unread else ibis.null("string"),
        value_known=value.isin([code.code for code in codes.codes]) if codes else ibis.literal(True),
        value_valid=_valid(rows, value, codes),
        value_fits=value.length() <= (item.most_characters or 0) if item.kind == "code" else ibis.literal(True),
        triaged=rows.triaged,
        since=ibis.literal(since, type="date"),
        until=ibis.literal(until, type="date"),
    )


def _valid(rows: ibis.Table, value: Any, codes: CodeList | None) -> Any:
    valid = ibis.literal(True)
    for code in codes.dated if codes else ():
        outside = ibis.literal(False)
        if code.valid_from is not None:
            outside = outside | (rows.triaged < code.valid_from)
        if code.valid_to is not None:
            outside = outside | (rows.triaged >= code.valid_to)
        valid = valid & ~((value == code.code) & outside)
    return valid
