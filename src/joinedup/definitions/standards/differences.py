"""What changed between two letters of the NDTMS data set, with what each change rests on."""

from collections.abc import Iterator

from joinedup.definitions.reading import code_lists, ndtms_standard
from joinedup.definitions.standards.letters import ndtms_letter, ndtms_letters
from joinedup.definitions.standards.ndtms.rules import RULES
from joinedup.definitions.standards.where_held import held_in, level_words
from joinedup.kinds.check_rule import CheckRule
from joinedup.kinds.letter import Held, Letter, Presence, change_of
from joinedup.kinds.standard import Item

IN, OUT, UNKNOWN = Presence.IN, Presence.OUT, Presence.UNKNOWN


def differences(before: str, after: str) -> tuple[str, ...]:
    """Return the lines that tell what changed from one letter to another; refuse a letter that is not held.

    Items added and gone, codes that came and left, rules that begin or cease to be asked, what sources tell without
    naming headers, and last the items of which one of the letters says nothing.
    """
    first, second = ndtms_letter(before), ndtms_letter(after)
    lines = [f"From letter {told(first)} to letter {told(second)}."]
    lines += _section("Items added", _moved(first, second, OUT, IN))
    lines += _section("Items gone", _moved(first, second, IN, OUT))
    lines += _section("Codes added", _codes(first, second))
    lines += _section("Codes gone", _codes(second, first))
    lines += _section("Rules that begin to be asked, as their items came", _rules(first, second))
    lines += _section("Rules no longer asked, as their items went", _rules(second, first))
    lines += _section("Told by a source, headers or codes not established", _told_between(first, second))
    lines += _unknown(first, second)
    return tuple(lines)


def told(letter: Letter) -> str:
    """Return a letter with the day it came into force and how sure that is."""
    day = f"from {letter.starts.isoformat()}" if letter.starts else "from a day that is not established"
    return f"{letter.letter} ({day}; {letter.status}: {letter.source})"


def _section(heading: str, entries: Iterator[str]) -> list[str]:
    found = list(entries)
    return [f"{heading} ({len(found)})" if found else f"{heading}: none known", *(f"  {one}" for one in found)]


def _held(item: Item, letter: Letter) -> Held:
    return held_in(item.header, letter.letter)


def _moved(first: Letter, second: Letter, was: Presence, now: Presence) -> Iterator[str]:
    for item in ndtms_standard().items:
        old, new = _held(item, first), _held(item, second)
        if (old.presence, new.presence) == (was, now):
            known = old if was is OUT else new  # what moved it stands with the letter that lacks it
            yield f"{item.header} ({level_words(item.level)}): {item.description}. {known.status}: {known.source}."


def _codes(first: Letter, second: Letter) -> Iterator[str]:
    """Give the codes that the second letter has and the first has not."""
    for one in code_lists().values():
        for code in one.dated:
            if _is_listed(one.slug, code.code, second) and not _is_listed(one.slug, code.code, first):
                moved = next(
                    change
                    for letter in ndtms_letters()
                    for changes in (letter.codes_added, letter.codes_gone)
                    if (change := change_of(code.code, changes, one.slug)) is not None
                    and min(first.letter, second.letter) < letter.letter <= max(first.letter, second.letter)
                )
                yield f"{one.slug}: {code.code} {code.text}. {moved.status}: {moved.source}."


def _is_listed(code_list: str, code: str, at: Letter) -> bool:
    came = [one.letter for one in ndtms_letters() if change_of(code, one.codes_added, code_list)]
    went = [one.letter for one in ndtms_letters() if change_of(code, one.codes_gone, code_list)]
    return all(letter <= at.letter for letter in came) and not any(letter <= at.letter for letter in went)


def _rules(first: Letter, second: Letter) -> Iterator[str]:
    """Give the rules that can be asked of a file of the second letter and not of one of the first."""
    for rule in RULES:
        if _is_asked(rule, second) and not _is_asked(rule, first):
            lacking = [field for field in rule.fields if held_in(field, first.letter).presence is OUT]
            yield f"{rule.code}: {rule.title} (needs {', '.join(lacking)}). {rule.source.status}: {rule.source.name}."


def _is_asked(rule: CheckRule, letter: Letter) -> bool:
    if not rule.fields:
        return True
    there = [held_in(field, letter.letter).presence is not OUT for field in rule.fields]
    return any(there) if rule.any_field else all(there)


def _told_between(first: Letter, second: Letter) -> Iterator[str]:
    low, high = sorted((first.letter, second.letter))
    for letter in ndtms_letters():
        if low < letter.letter <= high:
            yield from (f"letter {letter.letter}: {text}" for text in letter.told)


def _unknown(first: Letter, second: Letter) -> list[str]:
    """Give the items of which nothing is established in one of the letters, or in both."""
    groups: dict[str, list[str]] = {}
    for item in ndtms_standard().items:
        silent = [one.letter for one in (first, second) if _held(item, one).presence is UNKNOWN]
        if silent:
            groups.setdefault(" and ".join(dict.fromkeys(silent)), []).append(item.header)
    return [
        f"Not established for letter {letters} ({len(headers)}): {', '.join(headers)}."
        for letters, headers in groups.items()
    ]
