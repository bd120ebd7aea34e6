"""What the reader itself finds in a file, before any rule of a standard can be asked."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def reader_rules() -> tuple[Mapping[str, str], ...]:
    """Return for each finding of the reader its code, severity, title, why and mend."""
    text = files("joinedup.definitions").joinpath("standards", "reader_rules.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["rule"])
