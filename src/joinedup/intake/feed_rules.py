"""What every partner feed is checked for, whichever it is: each rule is asked of the fields that it fits."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from joinedup.core.period import Period
from joinedup.core.place import SYNTHETIC_PREFIX
from joinedup.kinds.check_rule import Severity
from joinedup.kinds.feed import NOT_KNOWN, Feed, Field, FieldKind
from joinedup.warehouse.engine import literal, name

SUMS = "local: our own sums cannot use such a row"
LISTS = "local: the list of codes that this feed declares"


@dataclass(frozen=True, slots=True)
class FeedRule:
    """One rule: what a row that breaks it leads to, in words. Those that set a row aside are sums we cannot do."""

    code: str
    severity: Severity
    title: str
    why: str
    mend: str
    basis: str = SUMS


_ASIDE, _WARN, _QUALITY = Severity.SET_ASIDE, Severity.WARN, Severity.DATA_QUALITY

FEED_RULES: Mapping[str, FeedRule] = {
    rule.code: rule
    for rule in (
        FeedRule(
            "value-missing",
            _ASIDE,
            "the cell is blank",
            "a row without it cannot be counted where it belongs.",
            "fill it; every column of this feed is needed.",
        ),
        FeedRule(
            "start-not-read",
            _ASIDE,
            "it is not a day such as 2026-01-31",
            "a day read the wrong way round would count in another month.",
            "write the year, month and day as 2026-01-31; spreadsheets change days when they open or save a CSV.",
        ),
        FeedRule(
            "start-not-first-day",
            _ASIDE,
            "it is not the first day of what the feed counts by, so we cannot tell which is meant",
            "the last day of one week, read as the first of another, would count a week late.",
            "write its first day, never its last or the day of an event.",
        ),
        FeedRule(
            "outside-cover",
            _ASIDE,
            "the row is about a time that the file does not say it covers, so another file may count it too",
            "the same time would be counted from two files.",
            "take the row out, or put right what the file says it covers.",
        ),
        FeedRule(
            "area-not-read",
            _ASIDE,
            "it is not the ONS code of a council or district, so the row cannot be placed",
            "it would be in no place, or in the wrong one.",
            "write the code, such as E07000008, not a name, a postcode or a smaller area.",
        ),
        FeedRule(
            "area-not-known",
            _WARN,
            "we know no area of the feed's kind by this code; it is kept as sent",
            "it would be in no place that a figure is about.",
            "check the code; if it is right, our list of areas is incomplete: tell us.",
            "derived: areas as held here",
        ),
        FeedRule(
            "number-not-read",
            _ASIDE,
            "it is not a number that this field can hold",
            "a number guessed at is worse than none.",
            "write digits only, without commas or words; where a number is hidden write the feed's own mark for that.",
        ),
        FeedRule(
            "number-hidden",
            _QUALITY,
            "the sender has hidden the number; it is kept as hidden, never as 0",
            "a hidden number read as 0 would be a falsehood, and guessed at could reveal somebody.",
            "nothing, where the sender must hide small numbers.",
            "local: as the sender says",
        ),
        FeedRule(
            "code-not-known",
            _WARN,
            f"the code is not in this feed's list; it is counted as '{NOT_KNOWN}' and what stood there is not kept",
            "what stands there may be anything, a name included.",
            "check the code against the feed's list; if it is right, our list is incomplete: tell us.",
            LISTS,
        ),
        FeedRule(
            "more-than-whole",
            _ASIDE,
            "it is larger than the number that it is part of",
            "a share of it would be over 100%.",
            "look at both numbers and put right the one that is wrong.",
        ),
        FeedRule(
            "same-row-twice",
            _ASIDE,
            "the row repeats one above it in every column; the first is used",
            "it would be counted twice.",
            "take out the repeat; a count is sent once.",
        ),
        FeedRule(
            "same-thing-twice",
            _ASIDE,
            "other rows about the same thing say something else, and we cannot tell which is right; none is used",
            "either one may be wrong, and both together would be counted twice.",
            "keep the row that is right.",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One rule of one field; `offends` is SQL on the rows as read."""

    rule: FeedRule
    field: str
    offends: str


def questions(feed: Feed, covers: Period | None, areas: Collection[str]) -> Iterator[Asked]:
    """Yield every question that can be answered row by row; `areas` are codes of the feed's kind of place.

    Rows as read have the cell's text in `raw_HEADER`, the value in `HEADER` (null: blank or not read) and, for a
    number, why it is hidden in `HEADER_marker`.
    """
    for field in feed.fields:
        raw, value = name(f"raw_{field.header}"), name(field.header)
        yield Asked(FEED_RULES["value-missing"], field.header, f"{raw} IS NULL")
        unread = f"{raw} IS NOT NULL AND {value} IS NULL"
        if field.kind is FieldKind.START:
            yield Asked(FEED_RULES["start-not-read"], field.header, unread)
            yield Asked(FEED_RULES["start-not-first-day"], field.header, f"NOT {_starts(feed, value)}")
            if covers is not None:
                inside = f"{value} >= {_day(covers.start)} AND {value} < {_day(covers.end)}"
                yield Asked(FEED_RULES["outside-cover"], field.header, f"NOT ({inside})")
        elif field.kind is FieldKind.AREA:
            yield Asked(FEED_RULES["area-not-read"], field.header, unread)
            held = ", ".join(literal(code) for code in sorted(areas)) or "''"
            known = f"starts_with({value}, '{SYNTHETIC_PREFIX}') OR {value} IN ({held})"
            yield Asked(FEED_RULES["area-not-known"], field.header, f"NOT ({known})")
        elif field.kind is FieldKind.CODE:
            yield Asked(FEED_RULES["code-not-known"], field.header, f"{value} = {literal(NOT_KNOWN)}")
        elif field.is_number:
            yield from _of_number(field, unread)


def _of_number(field: Field, unread: str) -> Iterator[Asked]:
    value, marker = name(field.header), name(f"{field.header}_marker")
    yield Asked(FEED_RULES["number-not-read"], field.header, f"{unread} AND {marker} IS NULL")
    if field.markers:
        yield Asked(FEED_RULES["number-hidden"], field.header, f"{marker} IS NOT NULL")
    if field.part_of is not None:
        yield Asked(FEED_RULES["more-than-whole"], field.header, f"{value} > {name(field.part_of)}")


def _starts(feed: Feed, value: str) -> str:
    if not feed.period.months:
        return f"isodow({value}) = 1"
    months = ", ".join(str(month) for month in feed.period.months)
    return f"(day({value}) = 1 AND month({value}) IN ({months}))"


def _day(day: object) -> str:
    return f"DATE '{day}'"
