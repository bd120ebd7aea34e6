"""The kinds of message, declared as data: one file each, checked when read. What is not declared cannot be sent."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from types import MappingProxyType

from joinedup.core.refusal import Refusal
from joinedup.core.slug import check_slug

ALWAYS = frozenset({"partnership"})
"""What every kind may name without being given it, and all that a subject may name: it is read on locked screens."""
_MOST_IN_A_VALUE = 500


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: what people call it, subject and text with `{names}` in them, and the values that it is given."""

    slug: str
    title: str
    subject: str
    text: str
    values: frozenset[str]

    def __post_init__(self) -> None:
        check_slug(self.slug)
        if "\n" in self.subject or not self.subject.strip() or not self.text.strip():
            raise ValueError(f"Message '{self.slug}' needs a subject of one line, and a text.")
        if strange := sorted(_named(self.subject) - ALWAYS):
            raise ValueError(f"The subject of message '{self.slug}' names '{strange[0]}': it may name no value.")
        if _named(self.text) - ALWAYS != self.values:
            raise ValueError(f"Message '{self.slug}' does not name just the values that it is given.")

    def said(self, values: Mapping[str, str], *, partnership: str) -> tuple[str, str]:
        """Return subject and text; refuse values that are not just those declared, or that could pass for lines."""
        if values.keys() != self.values:
            raise ValueError(f"Message '{self.slug}' takes {', '.join(sorted(self.values)) or 'no values'}.")
        for name, value in values.items():
            if not value.isprintable() or len(value) > _MOST_IN_A_VALUE:
                raise Refusal(f"The {name} in a message is one line of at most {_MOST_IN_A_VALUE} characters.")
        every = {**values, "partnership": partnership}
        return self.subject.format_map(every), self.text.format_map(every)


@cache
def kinds() -> Mapping[str, Kind]:
    """Return each kind by its slug."""
    folder = files("joinedup.apps.messages").joinpath("words")
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    read = [_kind(one.name.removesuffix(".toml"), one.read_text(encoding="utf-8")) for one in found]
    return MappingProxyType({one.slug: one for one in read})


def _kind(slug: str, text: str) -> Kind:
    said = tomllib.loads(text)
    return Kind(slug, said["title"], said["subject"], said["text"], frozenset(said["values"]))


def _named(template: str) -> set[str]:
    names = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    if strange := [name for name in names if not name.isidentifier()]:
        raise ValueError(f"'{strange[0]}' is no name of a value.")
    return names
