"""Whether plain values are as a JSON Schema says: the words of it that our description uses, and no other."""

from typing import Any

_TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
_WORDS = {
    *("type", "properties", "required", "additionalProperties", "items", "prefixItems", "minItems", "maxItems"),
    *("anyOf", "$ref", "description"),
}


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], where: str = "$") -> list[str]:
    """Return a sentence for each place where `value` is not as `schema` says; `root` holds what `$ref` names."""
    if strange := set(schema) - _WORDS:
        raise ValueError(f"The checker does not know {strange}.")
    if "$ref" in schema:
        return faults(value, _named(schema["$ref"], root), root, where)
    if "anyOf" in schema:
        found = [faults(value, one, root, where) for one in schema["anyOf"]]
        return [] if any(not each for each in found) else [f"{where} is none of several: {found}"]
    if not _is(value, schema["type"]):
        return [f"{where} is {type(value).__name__}, not {schema['type']}"]
    if schema["type"] == "object":
        return _of_object(value, schema, root, where)
    return _of_array(value, schema, root, where) if schema["type"] == "array" else []


def _is(value: Any, kind: str) -> bool:
    if kind in ("integer", "number"):
        return isinstance(value, int if kind == "integer" else (int, float)) and not isinstance(value, bool)
    return isinstance(value, _TYPES[kind])


def _of_object(value: Any, schema: dict[str, Any], root: dict[str, Any], where: str) -> list[str]:
    properties = schema["properties"]
    found = [f"{where} lacks {name}" for name in schema["required"] if name not in value]
    found += [f"{where} has {name} too" for name in value if name not in properties]
    for name in properties.keys() & value.keys():
        found += faults(value[name], properties[name], root, f"{where}.{name}")
    return found


def _of_array(value: Any, schema: dict[str, Any], root: dict[str, Any], where: str) -> list[str]:
    least, most = schema.get("minItems", 0), schema.get("maxItems", len(value))
    found = [] if least <= len(value) <= most else [f"{where} holds {len(value)}"]
    kinds = schema.get("prefixItems") or [schema["items"]] * len(value)
    for number, (one, kind) in enumerate(zip(value, kinds, strict=False)):
        found += faults(one, kind, root, f"{where}[{number}]")
    return found


def _named(ref: str, root: dict[str, Any]) -> dict[str, Any]:
    found: Any = root
    for part in ref.removeprefix("#/").split("/"):
        found = found[part]
    return found
