"""What is found in files beside the rules of a standard: by the reader itself, and in the feeds of partners."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from joinedup.intake.feed_rules import FEED_RULES


@cache
def reader_rules() -> tuple[Mapping[str, str], ...]:
    """Return for each such finding its code, severity, title, why and mend, and what it `rests` on."""
    text = files("joinedup.definitions").joinpath("standards", "reader_rules.toml").read_text(encoding="utf-8")
    sums = {"rests": "local: our own sums cannot use such a file or row"}
    return (*(sums | one for one in tomllib.loads(text)["rule"]), *_of_feeds())


def _of_feeds() -> tuple[Mapping[str, str], ...]:
    return tuple(
        {
            "code": one.code,
            "severity": str(one.severity),
            "title": one.title,
            "why": one.why,
            "mend": one.mend,
            "rests": one.basis,
        }
        for one in FEED_RULES.values()
    )
