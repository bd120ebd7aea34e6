"""Every declared rule is held by its own rows: one that offends and one that does not."""

from datetime import date
from types import SimpleNamespace

import ibis
import pyarrow as pa
import pytest

from joinedup.core.status import SourceStatus
from joinedup.definitions.reading import ndtms_standard
from joinedup.definitions.standards.ndtms.rules import RULES
from joinedup.definitions.standards.ndtms.rules.sources import LAST_CONTACT
from joinedup.kinds.check_rule import ADVICE, CheckRule, Severity
from joinedup.kinds.source import Source
from joinedup.warehouse.case_tables import TYPES

ASKED_OF_ITEMS = {
    "is_filled": "boolean",
    "unread": "string",
    "value_known": "boolean",
    "value_valid": "boolean",
    "value_fits": "boolean",
    "triaged": "date",
    "since": "date",
    "until": "date",
}


@pytest.fixture(scope="module")
def engine():
    return ibis.duckdb.connect()


FACTS = {fact.name: fact for rule in RULES for fact in rule.facts}
SAID = {"extract_on": "date", "dataset": "string"}


def type_of(column):
    if column in FACTS:
        return FACTS[column].type
    if column in SAID:
        return SAID[column]
    if column == "disagrees" or column.endswith("_filled") or column == "filled_beyond_consent":
        return "boolean"
    if column.endswith("_unread"):
        return "string"
    return TYPES[ndtms_standard().by_header[column.upper()].kind]


def answers(engine, rule, *rows):
    """Ask the rule of rows held as a table, so that a missing value is the engine's own."""
    types = ASKED_OF_ITEMS if rule.kinds else {column: type_of(column) for row in rows for column in row}
    schema = ibis.schema(types).to_pyarrow()
    table = ibis.memtable(pa.Table.from_pylist([{name: row.get(name) for name in types} for row in rows], schema))
    cells = SimpleNamespace(**{name: table[name] for name in types}) if rule.kinds else table
    bound = rule.offends._resolver.resolve({"_": cells})
    return engine.to_pyarrow(table.select(answer=bound.fill_null(False)))["answer"].to_pylist()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_finds_its_offending_row_and_leaves_its_sound_row(engine, rule):
    assert answers(engine, rule, rule.offending, rule.sound) == [True, False]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.kinds], ids=lambda rule: rule.code)
def test_a_rule_of_kinds_is_never_true_of_a_blank_as_it_is_not_asked_of_columns_without_values(engine, rule):
    blanks = [
        {"is_filled": False, "triaged": day, "since": date(2022, 4, 1), "until": date(2023, 4, 1)}
        | dict.fromkeys(said, ok)
        for day in (None, date(2021, 1, 1), date(2024, 1, 1))
        for ok in (None, True, False)
        for said in [("value_known", "value_valid", "value_fits")]
    ]
    assert not any(answers(engine, rule, *blanks))


def test_codes_are_unique():
    assert len({rule.code for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_only_what_is_found_or_our_own_sums_may_do_more_than_advise(rule):
    may = rule.is_arithmetic or rule.source.status is SourceStatus.FOUND
    assert may or rule.severity in ADVICE


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rules_name_items_of_the_standard(rule):
    read = {field for fact in rule.facts for field in fact.fields}
    assert {*rule.fields, *rule.except_fields, *read} <= set(ndtms_standard().by_header)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_why_and_how_to_mend_in_a_sentence(rule):
    assert rule.why.endswith(".")
    assert rule.mend.endswith(".")
    assert not rule.title.endswith(".")


def test_a_rule_of_an_episode_reads_only_the_facts_it_names():
    for rule in RULES:
        named = {fact.name for fact in rule.facts}
        assert {column for column in rule.offending if column in FACTS} <= named, rule.code


def made(**changes):
    return CheckRule(
        **{
            "code": "a-rule",
            "severity": Severity.SET_ASIDE,
            "level": "episode",
            "fields": ("SEX",),
            "title": "no sex",
            "why": "people are told apart by it.",
            "mend": "record it.",
            "source": Source("remembered", SourceStatus.KNOWLEDGE),
            "offends": ibis._.sex.isnull(),
            "offending": {"sex": None},
            "sound": {"sex": "1"},
        }
        | changes
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "may only advise"),
        ({"severity": Severity.REJECT_FILE}, "may only advise"),
        ({"severity": Severity.WARN, "mend": "NDTMS will reject it."}, "we do not know that"),
        ({"severity": Severity.WARN, "mend": " "}, "needs a mend"),
        ({"severity": Severity.WARN, "fields": ()}, "must name either its fields or the kinds"),
        ({"severity": Severity.WARN, "level": "line"}, "level 'line' is not one of"),
        ({"severity": Severity.WARN, "why": ""}, "needs a why"),
        ({"severity": Severity.WARN, "why": "NDTMS will reject it."}, "we do not know that"),
        ({"severity": Severity.WARN, "items": "some"}, "items 'some' is not one of"),
        ({"severity": Severity.WARN, "level": "row", "facts": (LAST_CONTACT,)}, "level must be 'episode'"),
    ],
)
def test_a_rule_is_checked_when_made(changes, words):
    with pytest.raises(ValueError, match=words):
        made(**changes)
