"""Tell what is held of the NDTMS standard: a letter, an item, a rule, a code list or a data set."""

from collections.abc import Iterator
from difflib import get_close_matches

from joinedup.core.refusal import Refusal
from joinedup.definitions.reading import code_lists, ndtms_standard
from joinedup.definitions.standards.differences import told
from joinedup.definitions.standards.letters import ndtms_letter, ndtms_letters, ndtms_sources
from joinedup.definitions.standards.ndtms.rules import RULES
from joinedup.definitions.standards.reader import reader_rules
from joinedup.definitions.standards.where_held import held_in, letters_of, level_words
from joinedup.kinds.check_rule import CheckRule
from joinedup.kinds.letter import Presence
from joinedup.kinds.parameters import Code, CodeList
from joinedup.kinds.standard import DATASETS, LEVELS, Item

RULES_PAGE = "docs/reference/rules.md"
"""The page that tells of every rule, with one anchor each."""


def tell(what: str = "") -> tuple[str, ...]:
    """Return lines about what is named, or about the whole where nothing is; refuse an unknown name with near ones."""
    name = what.strip()
    if not name:
        return tuple(_overview())
    items = ndtms_standard().by_header
    rules = {rule.code: rule for rule in RULES}
    if name.upper() in {one.letter for one in ndtms_letters()}:
        return tuple(_letter(name))
    if name.upper() in DATASETS:
        return tuple(_dataset(name.upper()))
    if name.upper() in items:
        return tuple(_item(items[name.upper()]))
    if name in rules:
        return tuple(_rule(rules[name]))
    found = next((one for one in reader_rules() if one["code"] == name), None)
    if found is not None:
        said = f"{name} ({found['severity']}): {found['title']}."
        return (said, f"Why: {found['why']}", f"To mend: {found['mend']}", f"Page: {RULES_PAGE}#{name}")
    if name in code_lists():
        return tuple(_code_list(code_lists()[name]))
    known = [*items, *rules, *code_lists()]
    near = [
        *get_close_matches(name.upper(), known, n=2, cutoff=0.5),
        *get_close_matches(name, known, n=2, cutoff=0.0),
    ]
    letters = ", ".join(one.letter for one in ndtms_letters())
    raise Refusal(
        f"'{name}' is no letter ({letters}), data set ({', '.join(DATASETS)}), header, rule or code list of the NDTMS "
        f"standard as held here. Near it: {', '.join(dict.fromkeys(near))}."
    )


def codes_for(header: str) -> CodeList | None:
    """Return the code list of an item, or None."""
    return next((one for one in code_lists().values() if header in one.headers), None)


def valid(code: Code) -> str:
    """Return when a code was in its list, as far as that is established ("" where nothing is)."""
    parts = [f"from {code.valid_from.isoformat()}"] if code.valid_from else []
    return " ".join([*parts, *([f"until {code.valid_to.isoformat()}"] if code.valid_to else [])])


def limits_of(item: Item) -> str:
    """Return an item's kind with its bounds, such as `whole, 0 to 28`."""
    low, high = (None if bound is None else f"{bound:g}" for bound in (item.low, item.high))
    bounds = f", {low} to {high}" if low and high else f", {low} or more" if low else f", up to {high}" if high else ""
    return item.kind + bounds


def _overview() -> Iterator[str]:
    standard = ndtms_standard()
    emitted = sum(item.is_emitted for item in standard.items)
    yield f"NDTMS core data set: {len(standard.items)} items, {len(standard.items) - emitted} of them never written."
    yield f"{len(RULES)} rules, {len(code_lists())} code lists. The newest letter held is {standard.letter}."
    for letter in ndtms_letters():
        how = (
            "" if letter.written is None else f" {len(letter.written.headers)} headers listed: {letter.written.source}."
        )
        yield f"Letter {told(letter)}.{how}"
    yield "Sources:"
    yield from (f"  {key}: {text}" for key, text in ndtms_sources().items())


def _letter(name: str) -> Iterator[str]:
    letter = ndtms_letter(name)
    yield f"Letter {told(letter)}."
    for what in Presence:
        held = [item for item in ndtms_standard().items if held_in(item.header, letter.letter).presence is what]
        yield (
            f"Items {what} letter {letter.letter}: {len(held)}"
            if what is not Presence.UNKNOWN
            else (f"Items of which this letter says nothing: {len(held)}")
        )
        for level in LEVELS if what is not Presence.OUT else ():
            headers = [item.header for item in held if item.level == level]
            if headers:
                yield f"  {level_words(level)}: {', '.join(headers)}"
    yield from (f"Told: {text}" for text in letter.told)


def _dataset(name: str) -> Iterator[str]:
    yield f"{name}: {DATASETS[name]} (as we read the code; not checked)."
    for level in LEVELS:
        held = [item.header for item in ndtms_standard().level(level) if item.is_emitted and item.is_for(name)]
        if held:
            yield f"  {level_words(level)} ({len(held)}): {', '.join(held)}"


def _item(item: Item) -> Iterator[str]:
    yield f"{item.header}: {item.description}."
    yield f"Level: {level_words(item.level)}. Kind: {limits_of(item)}. Data sets: {item.datasets or 'unknown'}."
    if item.layout:
        yield f"Layout: {item.layout} ({item.layout_status})."
    yield f"Letters: {letters_of(item.header)}."
    if item.column_number is not None:
        yield f"Column {item.column_number} of letter {ndtms_standard().letter}."
    if item.rules:
        yield f"Rule numbers given for it: {', '.join(map(str, item.rules))}."
    yield f"{item.status}: {item.source}." + (f" {item.note}." if item.note else "")
    if item.is_personal:
        yield "Personal: never shown in a report, never in a table that figures are made from."
    if not item.is_emitted:
        yield "Obsolete: read where a file has it, never written."
    asked = [rule.code for rule in RULES if item.header in rule.fields]
    if asked:
        yield f"Rules that read it: {', '.join(asked)}."
    codes = codes_for(item.header)
    if codes is not None:
        yield from _code_list(codes)


def _rule(rule: CheckRule) -> Iterator[str]:
    yield f"{rule.code} ({rule.severity}): {rule.title}."
    yield f"Why: {rule.why}"
    yield f"To mend: {rule.mend}"
    yield f"Asked of: {asked_of(rule)}."
    yield f"{rule.source.status}: {rule.source.name}."
    yield f"Page: {RULES_PAGE}#{rule.code}"


def asked_of(rule: CheckRule) -> str:
    """Return what a rule is asked of: its fields, or the kinds of item, and at which level."""
    level = "each row" if rule.level == "row" else f"each {level_words(rule.level)}"
    if rule.fields:
        fields = list(rule.fields) if len(rule.fields) <= 6 else [*rule.fields[:5], f"{len(rule.fields) - 5} more"]
        return f"{level}: {', '.join(fields)}"
    which = {"all": "every item", "listed": "every item with a code list", "laid out": "every code without a list"}
    which |= {"dated": "every item that a letter brought in or took out", "dated codes": "every list with dated codes"}
    which |= {"of another data set": "every item that the data set does not hold"}
    kinds = " or ".join(rule.kinds)
    return f"{level}: {which[rule.items]} of kind {kinds}"


def _code_list(codes: CodeList) -> Iterator[str]:
    yield f"Code list {codes.slug} ({', '.join(codes.headers)}): {codes.source}."
    for code in codes.codes:
        when = valid(code)
        group = f" [{code.group}]" if code.group else ""
        yield f"  {code.code}: {code.text}{group}{', ' + when if when else ''} ({code.status})"
