"""Every declared rule is held by its own rows: one that offends and one that does not."""

from types import SimpleNamespace

import ibis
import pytest

from joinedup.core.status import SourceStatus
from joinedup.definitions.reading import ndtms_standard
from joinedup.definitions.standards.ndtms.rules import RULES
from joinedup.kinds.check_rule import ADVICE, CheckRule, Severity
from joinedup.kinds.source import Source
from joinedup.warehouse.case_tables import TYPES

ASKED_OF_ITEMS = {
    "is_filled": "boolean",
    "unread": "string",
    "value_known": "boolean",
    "triaged": "date",
    "since": "date",
    "until": "date",
}


class Cells(SimpleNamespace):
    def __getitem__(self, column):
        return getattr(self, column)


@pytest.fixture(scope="module")
def engine():
    return ibis.duckdb.connect()


def type_of(column):
    if column == "disagrees" or column.endswith("_filled") or column == "filled_beyond_consent":
        return "boolean"
    if column.endswith("_unread"):
        return "string"
    return TYPES[ndtms_standard().by_header[column.upper()].kind]


def offends(engine, rule, row):
    types = ASKED_OF_ITEMS if rule.kinds else {column: type_of(column) for column in row}
    cells = {column: ibis.literal(row.get(column), type=kind) for column, kind in types.items()}
    bound = rule.offends._resolver.resolve({"_": Cells(**cells)})
    return engine.to_pyarrow(bound.fill_null(False)).as_py()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_finds_its_offending_row_and_leaves_its_sound_row(engine, rule):
    assert offends(engine, rule, rule.offending) is True
    assert offends(engine, rule, rule.sound) is False


def test_codes_are_unique():
    assert len({rule.code for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_only_what_is_found_or_our_own_sums_may_do_more_than_advise(rule):
    may = rule.is_arithmetic or rule.source.status is SourceStatus.FOUND
    assert may or rule.severity in ADVICE


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rules_name_items_of_the_standard(rule):
    assert set(rule.fields + rule.except_fields) <= set(ndtms_standard().by_header)


def made(**changes):
    return CheckRule(
        **{
            "code": "a-rule",
            "severity": Severity.SET_ASIDE,
            "level": "episode",
            "fields": ("SEX",),
            "title": "no sex",
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
    ],
)
def test_a_rule_is_checked_when_made(changes, words):
    with pytest.raises(ValueError, match=words):
        made(**changes)
