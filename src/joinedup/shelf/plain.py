"""Records to JSON and back, strictly: a file that lacks a field, or has one more, is not ours."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_bytes(content: Any) -> bytes:
    """Return a record, or a sequence of them, as JSON with sorted keys: the same record gives the same bytes."""
    plain = [asdict(one) for one in content] if isinstance(content, (tuple, list)) else asdict(content)
    return (json.dumps(plain, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n").encode()


def one_from(kind: type[T], content: bytes) -> T:
    """Return the record that `to_bytes` wrote; ValueError where it is none of this kind."""
    whole: Any = kind
    found: T = _decoded(whole, content)
    return found


def many_from(kind: type[T], content: bytes) -> tuple[T, ...]:
    """Return the records that `to_bytes` wrote; ValueError where they are not all of this kind."""
    found: tuple[T, ...] = _decoded(tuple[kind, ...], content)  # type: ignore[valid-type]
    return found


@lru_cache(maxsize=128)
def _decoded(kind: Any, content: bytes) -> Any:
    """Return what these very bytes say; records are frozen, so those read before can be handed out again."""
    return _read(kind, json.loads(content))


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, held: Any) -> Any:
    if is_dataclass(kind):
        names = [each.name for each in fields(kind)]
        if not isinstance(held, dict) or sorted(held) != sorted(names):
            raise ValueError(f"The fields of a {getattr(kind, '__name__', kind)} are {', '.join(names)}.")
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{name: _read(hints[name], held[name]) for name in names})  # type: ignore[operator]
    if get_origin(kind) in (Union, UnionType):
        return _read_either(get_args(kind), held)
    if get_origin(kind) is tuple:
        return _read_tuple(get_args(kind), held)
    if kind is float and type(held) is int:
        return float(held)
    if type(held) is not kind:
        raise ValueError(f"{kind.__name__} was expected, not {type(held).__name__}.")
    return held


def _read_either(kinds: Sequence[Any], held: Any) -> Any:
    if held is None and NoneType in kinds:
        return None
    (kind,) = (one for one in kinds if one is not NoneType)
    return _read(kind, held)


def _read_tuple(kinds: Sequence[Any], held: Any) -> tuple[Any, ...]:
    if not isinstance(held, list):
        raise ValueError("A list was expected.")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_read(kinds[0], one) for one in held)
    return tuple(_read(kind, one) for kind, one in zip(kinds, held, strict=True))
