"""All that a file is checked against, handed in by whoever runs the check."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from joinedup.kinds.area import Area
from joinedup.kinds.check_rule import CheckRule
from joinedup.kinds.feed import Feed
from joinedup.kinds.letter import Letter
from joinedup.kinds.parameters import CodeList
from joinedup.kinds.standard import Standard
from joinedup.warehouse.manifest import LAYOUT


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The standard, its letters and code lists, the rules, the headers needed, residence by DAT code, and areas."""

    standard: Standard
    letters: tuple[Letter, ...]
    code_lists: Mapping[str, CodeList]
    rules: tuple[CheckRule, ...]
    needed_headers: tuple[str, ...]
    residence: Mapping[str, str]
    areas: Mapping[str, Area]
    feeds: Mapping[str, Feed] = field(default_factory=dict)
    """Feeds of partners by slug."""
    definitions: Callable[[], Mapping[str, str]] = dict
    """Gives the version of each indicator's definition; asked only where a file was counted under some."""

    @property
    def version(self) -> str:
        """First 16 hex digits of a hash over everything that could change what a load writes."""
        said = [
            LAYOUT,
            [
                [item.header, item.level, item.kind, item.low, item.high, item.is_personal]
                for item in self.standard.items
            ],
            [[rule.code, rule.severity, rule.level, list(rule.fields), repr(rule.offends)] for rule in self.rules],
            sorted([one.slug, *(code.code for code in one.codes)] for one in self.code_lists.values()),
            sorted(self.residence.items()),
        ]
        return _digest(said)

    def version_for(self, feed: str) -> str:
        """Return `version`, or for the feed of a partner the same of its own declaration, which alone it rests on."""
        return _digest([LAYOUT, _facts(self.feeds[feed])]) if feed in self.feeds else self.version


def _digest(said: object) -> str:
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def _facts(feed: Feed) -> list[object]:
    """Return plain values of all in a feed's declaration that could change what a load of it writes."""
    fields = [
        [one.header, one.kind, one.high, one.part_of, dict(one.markers), _codes(one.codes)] for one in feed.fields
    ]
    return [feed.slug, feed.period, feed.place, list(feed.tells_apart), fields]


def _codes(codes: CodeList | None) -> list[str]:
    return [] if codes is None else [code.code for code in codes.codes]
