"""From the shelf's records to JSON Schema: what is described is what is sent, because both come from one class."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}
Schema = Mapping[str, Any]


def schema_of(kind: Any) -> Schema:
    """Return the schema of a type; records are named and described once, by `records_in`."""
    if is_dataclass(kind):
        return {"$ref": f"#/components/schemas/{_name(kind)}"}
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if get_origin(kind) in (Union, UnionType):
        (one,) = (each for each in get_args(kind) if each is not NoneType)
        return {"anyOf": [schema_of(one), {"type": "null"}]}
    if get_origin(kind) is tuple:
        return _of_tuple(get_args(kind))
    raise TypeError(f"Nothing of the kind {kind} is sent.")


def records_in(kind: Any) -> dict[str, Schema]:
    """Return the schema of every record that a type holds, by name."""
    return {_name(one): _of_record(one) for one in _records(kind)}


def _name(kind: Any) -> str:
    return str(kind.__name__)


def _of_tuple(kinds: tuple[Any, ...]) -> Schema:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return {"type": "array", "items": schema_of(kinds[0])}
    told = [schema_of(one) for one in kinds]
    return {"type": "array", "prefixItems": told, "minItems": len(told), "maxItems": len(told)}


def _of_record(kind: Any) -> Schema:
    hints = get_type_hints(kind)
    names = [one.name for one in fields(kind)]
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split()),
        "properties": {name: schema_of(hints[name]) for name in names},
        "required": names,
        "additionalProperties": False,
    }


def _records(kind: Any) -> Iterator[Any]:
    if is_dataclass(kind):
        yield kind
        for held in get_type_hints(kind).values():
            yield from _records(held)
    else:
        for held in get_args(kind):
            yield from _records(held)
