"""The interface described as OpenAPI 3.1 says: made from its addresses and records, so it is never out of date."""

from functools import cache
from typing import Any

from joinedup import __version__
from joinedup.apps.insight.api.endpoints import ENDPOINTS, ROOT, Asks, Endpoint
from joinedup.apps.insight.api.said import Refused
from joinedup.apps.insight.api.schemas import records_in, schema_of

_SAYS = (
    "Reads what is released. A hidden figure has no number anywhere. What is invented is for everybody and says so "
    "in `is_synthetic`; all else is for accounts with a role, by sign-in or by a token in the header, never in an "
    "address. Lists come whole. What stands under `missing` had not arrived: read it before any figure."
)
_REFUSALS = {
    "401": "Nobody says who they are, or the token does not work; why is not said.",
    "403": "The agreement has stopped: told to its parties alone.",
    "404": "There is no such thing, or not for whoever asks: the two look alike.",
    "405": "It is only read.",
    "429": "Too many requests within a minute; Retry-After says for how long to wait.",
    "503": "What was released is not as it was written.",
}


@cache
def described() -> dict[str, Any]:
    """Return the description as plain values."""
    schemas: dict[str, Any] = dict(records_in(Refused))
    for one in ENDPOINTS:
        schemas |= records_in(one.gives)
    return {
        "openapi": "3.1.0",
        "info": {"title": "joinedup: released figures", "version": __version__, "description": _SAYS},
        "servers": [{"url": f"/{ROOT.rstrip('/')}"}],
        "security": [{}, {"token": []}, {"session": []}],
        "paths": {f"/{one.path}": {"get": _operation(one)} for one in ENDPOINTS},
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "session"},
            },
        },
    }


def _operation(one: Endpoint) -> dict[str, Any]:
    return {
        "operationId": one.view.__name__,
        "summary": " ".join((one.view.__doc__ or "").split()),
        "parameters": [*(_in_path(name) for name in one.names), *(_asked(each) for each in one.asks)],
        "responses": {"200": _given(one)} | {status: _refused(says) for status, says in _REFUSALS.items()},
    }


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _asked(one: Asks) -> dict[str, Any]:
    schema = {"type": "string"}
    return {"name": one.name, "in": "query", "required": one.is_needed, "description": one.says, "schema": schema}


def _given(one: Endpoint) -> dict[str, Any]:
    if one.gives is None:
        return {"description": "A table.", "content": {"text/csv": {"schema": {"type": "string"}}}}
    properties = {
        "version": {"type": "integer"},
        "title": {"type": "string"},
        "year": {"type": "string"},
        "dated_on": {"type": "string"},
        "is_synthetic": {"type": "boolean"},
        "missing": {"type": "array", "items": {"type": "string"}},
        "data": schema_of(one.gives),
    }
    schema = {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}
    return {"description": "The answer.", "content": {"application/json": {"schema": schema}}}


def _refused(says: str) -> dict[str, Any]:
    error = schema_of(Refused)
    schema = {"type": "object", "properties": {"error": error}, "required": ["error"], "additionalProperties": False}
    return {"description": says, "content": {"application/json": {"schema": schema}}}
