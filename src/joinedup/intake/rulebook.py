"""All that a file is checked against, handed in by whoever runs the check."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from joinedup.kinds.area import Area
from joinedup.kinds.check_rule import CheckRule
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
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]
