"""The pages made from the standard: the data dictionary, and every rule with an anchor that reports link to."""

from collections.abc import Iterator, Mapping

from joinedup.definitions.reading import code_lists, ndtms_standard
from joinedup.definitions.standards.letters import ndtms_letters, ndtms_sources
from joinedup.definitions.standards.ndtms.rules import RULES
from joinedup.definitions.standards.ndtms.rules.sources import limits
from joinedup.definitions.standards.reader import reader_rules
from joinedup.definitions.standards.telling import asked_of, codes_for, limits_of, valid
from joinedup.definitions.standards.where_held import letters_of, level_words
from joinedup.kinds.check_rule import CheckRule, Severity
from joinedup.kinds.parameters import CodeList
from joinedup.kinds.standard import DATASETS, LEVELS, Item

_MEANS = {
    Severity.REJECT_FILE: "nothing of the file is loaded",
    Severity.SET_ASIDE: "the rows are kept out of every figure, and told",
    Severity.WARN: "loaded; worth mending",
    Severity.DATA_QUALITY: "loaded; tells how well records are kept",
}


def data_dictionary(generated: str) -> Iterator[str]:
    """Give the lines of the data dictionary: letters, sources, every item by level, every code list."""
    standard = ndtms_standard()
    yield "# NDTMS data dictionary\n"
    yield generated
    yield f"{len(standard.items)} items of the core data set, adults' and young people's, over all letters held."
    yield "Nothing here is official: each row says what it rests on (*found* in a public source, *derived* from one,"
    yield "*knowledge* that nobody has checked, or *local*: ours). `joinedup standard diff A B` tells what changed"
    yield "between two letters, `joinedup standard show NAME` tells of a letter, header, code list or rule.\n"
    yield from _letters()
    yield "\n## Sources\n"
    yield from (f"* **{key}**: {text}" for key, text in ndtms_sources().items())
    yield "\n## Data sets\n"
    yield "How we read the codes; not checked.\n"
    yield from (f"* {key}: {text}" for key, text in DATASETS.items())
    for level in LEVELS:
        yield f"\n## Items of the {level_words(level)}\n"
        yield "| header | what | kind | layout | data sets | letters | codes | rule numbers | status |"
        yield "|---|---|---|---|---|---|---|---|---|"
        yield from (_item(item) for item in standard.level(level))
    yield "\n## Code lists\n"
    for one in code_lists().values():
        yield from _codes(one)


def _letters() -> Iterator[str]:
    yield "## Letters\n"
    yield "| letter | in force from | headers listed | status | what else is told |\n|---|---|---|---|---|"
    for one in ndtms_letters():
        day = one.starts.isoformat() if one.starts else "not established"
        listed = "" if one.written is None else f"{len(one.written.headers)} ({one.written.source})"
        cells = (one.letter, day, listed, f"{one.status}: {one.source}", " ".join(one.told))
        yield f"| {' | '.join(map(_cell, cells))} |"


def _item(item: Item) -> str:
    marks = [text for on, text in ((item.is_personal, "personal"), (not item.is_emitted, "never written")) if on]
    what = item.description + (f" ({', '.join(marks)})" if marks else "") + (f". {item.note}" if item.note else "")
    layout = f"{item.layout} ({item.layout_status})" if item.layout else ""
    codes = codes_for(item.header)
    link = f"[{codes.slug}](#{codes.slug})" if codes else ""
    numbers = " ".join(map(str, item.rules))
    status = f"{item.status}: {_cell(item.source)}"
    cells = (f"`{item.header}`", _cell(what), limits_of(item), layout, item.datasets, letters_of(item.header))
    return f"| {' | '.join(cells)} | {link} | {numbers} | {status} |"


def _codes(one: CodeList) -> Iterator[str]:
    yield f"\n### {one.slug}\n"
    yield f"{', '.join(f'`{header}`' for header in one.headers)}. {one.source}.\n"
    yield "| code | says | counted as | in the list | status |\n|---|---|---|---|---|"
    for code in one.codes:
        yield f"| {code.code} | {_cell(code.text)} | {code.group or ''} | {valid(code)} | {code.status} |"


def rules_page(generated: str) -> Iterator[str]:
    """Give the lines of the page of rules, one heading (and so one anchor) a rule."""
    yield "# Rules that files are checked with\n"
    yield generated
    yield f"{len(RULES)} rules of the NDTMS data set, {len(reader_rules())} of the reader and of feeds. The report of"
    yield "`joinedup check` names a rule by its code, which is its anchor here. Only what breaks a rule found in a"
    yield "source, or what our own sums cannot use, is ever kept out; the rest advises. We do not know what anyone"
    yield "else's checks do.\n"
    yield from (f"* **{one}**: {_MEANS[one]} ({_count(one)})" for one in Severity)
    yield "\nNumbers that rules compare with:\n"
    yield from (f"* {one.slug}: {one.value} {one.unit} ({one.status}: {one.source})" for one in limits().values())
    for severity in Severity:
        yield f"\n# {str(severity).capitalize()}"
        for one in reader_rules():
            if one["severity"] == severity:
                yield from _reader_rule(one)
        for rule in RULES:
            if rule.severity is severity:
                yield from _rule(rule)


def _count(severity: Severity) -> int:
    of_reader = sum(one["severity"] == severity for one in reader_rules())
    return sum(rule.severity is severity for rule in RULES) + of_reader


def _reader_rule(one: Mapping[str, str]) -> Iterator[str]:
    yield f"\n## {one['code']}\n"
    yield f"**{_sentence(one['title'])}**\n"
    yield f"* Why: {one['why']}\n* To mend: {one['mend']}"
    yield f"* Rests on: {one['rests']}."


def _rule(rule: CheckRule) -> Iterator[str]:
    yield f"\n## {rule.code}\n"
    yield f"**{_sentence(rule.title)}**\n"
    yield f"* Asked of {asked_of(rule)}."
    yield f"* Why: {rule.why}\n* To mend: {rule.mend}"
    yield f"* Rests on: {rule.source.status}: {rule.source.name}."
    if rule.is_arithmetic and rule.source.name != "our own sums cannot use such a row":
        yield "* Set aside because our own sums cannot use such a row."
    if rule.numbers:
        yield f"* Stands for the data set's rule {', '.join(map(str, rule.numbers))}, as we read the numbers."
    yield f"* Breaks it: {_example(rule.offending)}. Keeps it: {_example(rule.sound)}."


def _example(row: Mapping[str, object]) -> str:
    filled = {name: value for name, value in row.items() if value is not None}
    if not filled:
        return f"`{', '.join(list(row)[:3]).upper()}` blank"
    return "`" + ", ".join(f"{name.upper()} = {value}" for name, value in filled.items()) + "`"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
