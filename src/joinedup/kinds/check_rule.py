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


@dataclass(frozen=True, slots=True)
class CheckRule:
    """One rule.

    `offends` is an unbound Ibis expression that is true of rows that break the rule. Where `fields` are named, it
    reads the flat file's columns in lower case, each typed by the standard; `NAME_unread` holds the text of a date or
    number that could not be read. Where `kinds` are named instead, the rule is asked of every item of those kinds
    (except `except_fields`), and `_` has `value_known` (false: the code is in no list held), `unread`, `is_filled`,
    `triaged`, `since` and `until`.

    A rule whose source is not `found` may only advise, unless `is_arithmetic`: our own sums cannot use such a row,
    and the message says that, not what anyone else would do (rules of practice 4).
    """

    code: str
    severity: Severity
    level: str
    title: str
    mend: str
    source: Source
    offends: Any
    offending: Mapping[str, Any]
    sound: Mapping[str, Any]
    fields: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    except_fields: tuple[str, ...] = ()
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
        for name in ("title", "mend"):
            if not getattr(self, name).strip():
                raise ValueError(f"Rule '{self.code}' needs a {name} in plain words.")
        if self.severity not in ADVICE and self.source.status is not SourceStatus.FOUND and not self.is_arithmetic:
            raise ValueError(
                f"Rule '{self.code}' rests on {self.source.status} and so may only advise: make it "
                f"'{Severity.WARN}' or '{Severity.DATA_QUALITY}', or name a source that says so."
            )
        if "NDTMS will" in self.title + self.mend:
            raise ValueError(f"Rule '{self.code}' says what NDTMS will do; we do not know that.")
