"""A rule that intake checks a file with: one object, with a row that offends and one that does not."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from joinedup.core.slug import check_slug
from joinedup.core.status import SourceStatus
from joinedup.kinds.source import Source
from joinedup.kinds.standard import KINDS, LEVELS


class Severity(StrEnum):
    """What an offending row leads to, worst first."""

    REJECT_FILE = "reject file"
    SET_ASIDE = "set aside"
    WARN = "warn"
    DATA_QUALITY = "data quality"


ADVICE = (Severity.WARN, Severity.DATA_QUALITY)
CHECK_LEVELS = ("row", *LEVELS[1:])
"""`row`: each line of the file; `episode`: the first line of each episode; others: the first line of each record."""
ITEMS_ASKED = ("all", "dated", "listed", "dated codes", "laid out", "of another data set")
"""Which items a rule of `kinds` is asked of: all; those with a day that a letter brought them in or took them out;
those with a code list; those whose list has such days; codes without a list whose layout is stated; those that the
file's data set does not hold."""


@dataclass(frozen=True, slots=True)
class EpisodeFact:
    """What all rows of an episode say together: `aggregate` is an unbound Ibis aggregate over the flat file's columns.

    `fields` are the items it reads; a column that the file does not have is blank.
    """

    name: str
    type: str
    aggregate: Any
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckRule:
    """One rule.

    `offends` is an unbound Ibis expression that is true of rows that break the rule. Where `fields` are named, it
    reads the flat file's columns in lower case, each typed by the standard; `NAME_unread` holds the text of a date or
    number that could not be read; `extract_on` is the day the file was taken and `dataset` the data set it is of, each
    blank where that is not said; at level `episode` it may also read the `facts` it names. It is asked of files that
    have all its fields, or any of them where `any_field`. Where `kinds` are named instead, the rule is asked of every
    item of those kinds that `items` picks (except `except_fields`) and that the file holds anything of, so it is never
    true of a blank; and `_` has `value_known` (false: the code is in no list held), `value_valid` (false: not in the
    list on the triage date), `value_fits` (false: longer than the layout), `unread`, `is_filled`, `triaged`, `since`
    and `until`.

    `why` says what goes wrong otherwise. `numbers` are the data set's own rule numbers that the rule stands for.

    A rule whose source is not `found` may only advise, unless `is_arithmetic`: our own sums cannot use such a row,
    and the message says that, not what anyone else would do (rules of practice 4).
    """

    code: str
    severity: Severity
    level: str
    title: str
    why: str
    mend: str
    source: Source
    offends: Any
    offending: Mapping[str, Any]
    sound: Mapping[str, Any]
    fields: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    except_fields: tuple[str, ...] = ()
    items: str = "all"
    any_field: bool = False
    facts: tuple[EpisodeFact, ...] = ()
    numbers: tuple[int, ...] = ()
    is_arithmetic: bool = False

    def __post_init__(self) -> None:
        check_slug(self.code)
        if self.level not in CHECK_LEVELS:
            raise ValueError(f"Rule '{self.code}': level '{self.level}' is not one of {', '.join(CHECK_LEVELS)}.")
        if bool(self.fields) == bool(self.kinds):
            raise ValueError(f"Rule '{self.code}' must name either its fields or the kinds of item it is asked of.")
        unknown = set(self.kinds) - set(KINDS)
        if unknown:
            raise ValueError(
                f"Rule '{self.code}' names a kind of item that does not exist: {', '.join(sorted(unknown))}."
            )
        if self.items not in ITEMS_ASKED:
            raise ValueError(f"Rule '{self.code}': items '{self.items}' is not one of {', '.join(ITEMS_ASKED)}.")
        if self.facts and self.level != "episode":
            raise ValueError(f"Rule '{self.code}' reads facts of an episode, so its level must be 'episode'.")
        for name in ("title", "why", "mend"):
            if not getattr(self, name).strip():
                raise ValueError(f"Rule '{self.code}' needs a {name} in plain words.")
        if self.severity not in ADVICE and self.source.status is not SourceStatus.FOUND and not self.is_arithmetic:
            raise ValueError(
                f"Rule '{self.code}' rests on {self.source.status} and so may only advise: make it "
                f"'{Severity.WARN}' or '{Severity.DATA_QUALITY}', or name a source that says so."
            )
        if "NDTMS will" in self.title + self.why + self.mend:
            raise ValueError(f"Rule '{self.code}' says what NDTMS will do; we do not know that.")
