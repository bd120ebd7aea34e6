"""The one place that finds definitions: it walks the folders, so that adding one touches one file."""

import hashlib
import json
import pkgutil
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from enum import Enum
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any

from joinedup.core.refusal import Refusal
from joinedup.definitions import feeds as feed_folder
from joinedup.definitions import indicators as indicator_folder
from joinedup.definitions import policies as policy_folder
from joinedup.definitions import records as record_folder
from joinedup.kinds.disclosure_policy import DisclosurePolicy
from joinedup.kinds.feed import Feed
from joinedup.kinds.indicator import Indicator


@cache
def indicators() -> Mapping[str, Indicator]:
    """Return every declared indicator by slug, in slug order, each checked."""
    # Read here and not above: what only names a feed, such as a page of the site, loads none of the engine's words.
    from joinedup.measures.expressions import check_operations, is_journey_based

    found = _declared(indicator_folder, "INDICATOR", Indicator)
    for indicator in found.values():
        if is_journey_based(indicator):
            check_operations(indicator)
    return MappingProxyType(found)


def indicator(slug: str) -> Indicator:
    """Return the indicator of this slug; refuse an unknown one with the nearest names."""
    try:
        return indicators()[slug]
    except KeyError:
        near = get_close_matches(slug, indicators(), n=3, cutoff=0.0)
        raise Refusal(f"There is no indicator '{slug}'. Near it: {', '.join(near)}.") from None


@cache
def record_measures() -> Mapping[str, Indicator]:
    """Return every declared measure of providers' records by slug, each checked."""
    from joinedup.measures.expressions import EPISODES, check_operations

    found = _declared(record_folder, "MEASURE", Indicator)
    for measure in found.values():
        check_operations(measure, EPISODES)
    return MappingProxyType(found)


@cache
def policies() -> Mapping[str, DisclosurePolicy]:
    """Return every declared disclosure policy by slug."""
    return MappingProxyType(_declared(policy_folder, "POLICY", DisclosurePolicy))


@cache
def feeds() -> Mapping[str, Feed]:
    """Return every declared feed of a partner by slug."""
    return MappingProxyType(_declared(feed_folder, "FEED", Feed))


def definition_version(definition: Any) -> str:
    """Return twelve hexadecimal digits that change when any field of a declared object changes.

    Expressions enter by their text, so the digits are the same on every machine.
    """
    text = json.dumps(_plain(definition), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@cache
def definition_versions() -> Mapping[str, str]:
    """Return the version of every indicator's definition, by slug."""
    return MappingProxyType({slug: definition_version(one) for slug, one in indicators().items()})


def definitions_version(declared: Mapping[str, Any]) -> str:
    """Return twelve hexadecimal digits for a whole catalogue."""
    text = "\n".join(f"{slug} {definition_version(declared[slug])}" for slug in sorted(declared))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _declared(folder: Any, name: str, kind: type) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for module in sorted(pkgutil.iter_modules(folder.__path__), key=lambda each: each.name):
        declared = getattr(import_module(f"{folder.__name__}.{module.name}"), name, None)
        if not isinstance(declared, kind):
            raise ValueError(f"The file {module.name}.py must export {name}, one {kind.__name__}.")
        slug: str = declared.slug  # type: ignore[attr-defined]
        if slug.replace("-", "_") != module.name:
            raise ValueError(f"The file {module.name}.py holds '{slug}': name it {slug.replace('-', '_')}.py.")
        found[slug] = declared
    return dict(sorted(found.items()))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return repr(value)
