"""Turn the rules into one query a level: what is asked of which item, compiled once for files of the same headers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

import ibis
from ibis.backends.duckdb import Backend

from joinedup.intake.flat_file import CHILD_ID
from joinedup.intake.items import is_asked, item_facts
from joinedup.kinds.check_rule import CheckRule, EpisodeFact
from joinedup.kinds.parameters import CodeList
from joinedup.kinds.standard import LEVELS, Item, Standard
from joinedup.warehouse.case_tables import TYPES

LEVELS_ASKED = ("row", "episode", *CHILD_ID)
_ROWS = '"t0"'  # what the compiler calls the rows that an expression reads


@dataclass(frozen=True, slots=True)
class Question:
    """One rule about one field; `item` is the one whose values may be shown, if any."""

    rule: CheckRule
    field: str
    item: Item | None


@dataclass(frozen=True, slots=True)
class LevelQuery:
    """All that is asked of the rows of one level: `sql` gives `row` and a column `qN` for question N."""

    level: str
    questions: tuple[Question, ...]
    sql: str


@dataclass(frozen=True)
class Rules:
    """What questions are made of. Two are the same only if they hold the very same objects, so nothing is hashed."""

    rules: Sequence[CheckRule]
    codes: Mapping[str, CodeList]
    standard: Standard

    @cached_property
    def lists(self) -> Mapping[str, CodeList]:
        """The code list of each header that has one."""
        return {header: one for one in self.codes.values() for header in one.headers}

    def __hash__(self) -> int:
        return hash((id(self.rules), id(self.codes), id(self.standard)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rules) and all(
            mine is theirs
            for mine, theirs in zip(
                (self.rules, self.codes, self.standard), (other.rules, other.codes, other.standard), strict=True
            )
        )


def level_queries(
    given: Rules, headers: Collection[str], held: Collection[str], dataset: str | None
) -> tuple[LevelQuery, ...]:
    """Return one query for each level, over the views `at_LEVEL`, for files with these headers.

    `held` are the columns of `flat` with something in them. Rules of kinds ask nothing of the others, which spares
    working out most questions of most files; nor does any rule ask of a level without records. What was worked out
    for one file is not for the next.
    """
    found = []
    for level in LEVELS_ASKED:
        has_records = level not in CHILD_ID or CHILD_ID[level].lower() in held
        asked = [
            question
            for rule in (given.rules if has_records else ())
            if rule.level == level
            for question in _questions(given, rule, headers, held, dataset)
        ]
        answers = [f"{sql} AS q{number}" for number, sql in enumerate(_worked_out(given, level, asked))]
        found.append(
            LevelQuery(level, tuple(asked), f"SELECT {', '.join(['row', *answers])} FROM at_{level} AS {_ROWS}")
        )
    return tuple(found)


def _worked_out(given: Rules, level: str, asked: Sequence[Question]) -> list[str]:
    """Return the SQL of each question; those not asked before are compiled together, which costs as much as one."""
    known = _answers(given)
    new = [one for one in asked if (one.rule.code, one.field) not in known]
    if new:
        rows = ibis.table(_schema(given), name=f"at_{level}")
        offends = {f"q{number}": _offends(given, one, rows).fill_null(False) for number, one in enumerate(new)}
        compiled = _engine().compiler.to_sqlglot(rows.select(**offends))
        for one, answer in zip(new, compiled.selects, strict=True):
            known[one.rule.code, one.field] = answer.unalias().sql("duckdb")
    return [known[one.rule.code, one.field] for one in asked]


@lru_cache(maxsize=16)
def _answers(given: Rules) -> dict[tuple[str, str], str]:
    """Return what is kept of the questions of some rules: the SQL of each that was asked, by rule and field."""
    return {}


@lru_cache(maxsize=16)
def episode_query(given: Rules) -> str:
    """Return the query over the view `flat` for the first row of each episode and the facts of it that rules name.

    `disagrees`: its rows differ. Rows without consent, agency or episode id belong to no episode.
    """
    rows = ibis.table(_schema(given), name="flat")
    held = rows.filter(rows.consent == "Y", rows.agncy.notnull(), rows.episodid.notnull())
    return _compiled(
        held.group_by("agncy", "episodid").aggregate(
            row=held.row.min(),
            disagrees=held.episode_hash.min() != held.episode_hash.max(),
            **{fact.name: fact.aggregate for fact in facts_named(given.rules)},
        )
    )


def facts_named(rules: Sequence[CheckRule]) -> tuple[EpisodeFact, ...]:
    """Return each fact of an episode that a rule names, once."""
    return tuple({fact.name: fact for rule in rules for fact in rule.facts}.values())


def _questions(
    given: Rules, rule: CheckRule, headers: Collection[str], held: Collection[str], dataset: str | None
) -> list[Question]:
    """Return the rule's questions of such a file: one, none where it lacks the fields, or one an item it holds."""
    if rule.fields:
        has = [field in headers for field in rule.fields]
        if not (any(has) if rule.any_field else all(has)):
            return []
        item = given.standard.by_header.get(rule.fields[0]) if len(rule.fields) == 1 else None
        return [Question(rule, ", ".join(rule.fields), item)]
    return [
        Question(rule, item.header, item)
        for item in given.standard.items
        if _level_of(item) == rule.level
        and item.kind in rule.kinds
        and (item.column in held or f"{item.column}_unread" in held)
        and item.header not in rule.except_fields
        and is_asked(rule, item, given.lists.get(item.header), dataset)
    ]


def _offends(given: Rules, asked: Question, rows: ibis.Table) -> Any:
    item = asked.item
    about = rows if asked.rule.fields or item is None else item_facts(rows, item, given.lists.get(item.header))
    return asked.rule.offends._resolver.resolve({"_": about})


def _level_of(item: Item) -> str:
    return "episode" if item.level == "client" else item.level


def _schema(given: Rules) -> ibis.Schema:
    """Return the columns of `flat` and of the views made of it, worked out and not asked of the engine."""
    columns = {"row": "int64", "extract_on": "date", "dataset": "string", "disagrees": "boolean"}
    for item in given.standard.items:
        columns[item.column] = TYPES[item.kind]
        if item.kind in ("date", "whole", "decimal"):
            columns[f"{item.column}_unread"] = "string"
    for level in LEVELS[1:]:
        columns |= {f"{level}_hash": "uint64", f"{level}_filled": "boolean"}
    columns["filled_beyond_consent"] = "boolean"
    columns |= {fact.name: fact.type for fact in facts_named(given.rules)}
    return ibis.schema(columns)


@cache
def _engine() -> Backend:
    return Backend()


def _compiled(expression: ibis.Table) -> str:
    return str(_engine().compile(expression))  # not to_sql, which also parses it anew to look well
