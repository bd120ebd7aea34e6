"""An agreement's parts as the words that are kept: TOML, which the command line reads and people can too."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from joinedup.kinds.agreement import Agreement
from joinedup.kinds.party import Party

_LATER = ("parties", "shares", "stops")


def words_of(said: Mapping[str, Any]) -> str:
    """Return the words of an agreement from its parts by name, as its file has them; blank ones are left out.

    Values are texts, whole numbers, days, instants and lists of texts; `parties` and `shares` are lists of such.
    """
    lines = [f"{name} = {_value(value)}" for name, value in said.items() if name not in _LATER and _is_told(value)]
    for one in said.get("parties", ()):
        lines += ["", "[[parties]]", *(f"{name} = {_value(value)}" for name, value in one.items() if _is_told(value))]
    for one in said.get("shares", ()):
        lines += ["", "[[shares]]", f"item = {_value(one['item'])}"]
        if one.get("feed"):
            lines += [f"feed = {_value(one['feed'])}", f"fields = [{_rows(one['fields'])}\n]"]
    return "\n".join([*lines, ""])


def said_of(agreement: Agreement) -> dict[str, Any]:
    """Return the parts of an agreement by name, without its stops."""
    said = {name: getattr(agreement, name) for name in Agreement.__dataclass_fields__ if name not in _LATER}
    shares = [
        {"item": one.item, "feed": one.feed, "fields": [(field.name, field.why) for field in one.fields]}
        for one in agreement.shares
    ]
    return {**said, "parties": [_party(one) for one in agreement.parties], "shares": shares}


def _party(party: Party) -> dict[str, Any]:
    said = {name: getattr(party, name) for name in Party.__dataclass_fields__ if name != "senders"}
    return {**said, "sender": list(party.senders)}


def _rows(fields: Iterable[tuple[str, str]]) -> str:
    return ",".join(f"\n  {{name = {_value(name)}, why = {_value(why)}}}" for name, why in fields)


def _is_told(value: object) -> bool:
    return value is not None and value != "" and value != [] and value != ()


def _value(value: object) -> str:
    """Return a value as TOML writes it; its basic strings know every escape that JSON uses."""
    if isinstance(value, date):  # an instant is a day too
        return value.isoformat()
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False)
