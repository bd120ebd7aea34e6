"""How many rows of a checked file there were, and how many kept out: as far as it tells of nobody."""

from collections.abc import Mapping

from joinedup.intake.examined import Examined
from joinedup.kinds.check_rule import Severity
from joinedup.kinds.provider_counts import ALL_ROWS, SET_ASIDE, WITHOUT_CONSENT, RowCount
from joinedup.release.protection import Cell, Relation, hidden_figures


def row_counts(examined: Examined, floor: int) -> tuple[RowCount, ...]:
    """Return all rows, those without consent and those set aside by each rule; hidden where a count is under `floor`.

    Also where those left over are, or where rows in none of these would be worked out to be so few. A rule that too
    few rows break is not named: that it was broken at all would tell of them.
    """
    broken: dict[str, int] = {}
    for one in examined.findings:
        if one.severity is Severity.SET_ASIDE:
            broken[one.rule] = max(broken.get(one.rule, 0), one.total)
    hidden = _hidden(examined.rows, examined.without_consent, broken, floor)
    told = {rule: rows for rule, rows in broken.items() if rule not in hidden}
    return tuple(
        sorted(
            (
                RowCount(ALL_ROWS, "", None if ALL_ROWS in hidden else examined.rows),
                RowCount(WITHOUT_CONSENT, "", None if WITHOUT_CONSENT in hidden else examined.without_consent),
                *(RowCount(SET_ASIDE, rule, rows) for rule, rows in told.items()),
            ),
            key=lambda one: one.key,
        )
    )


def _hidden(rows: int, without: int, broken: Mapping[str, int], floor: int) -> frozenset[str]:
    shown = [ALL_ROWS, WITHOUT_CONSENT, *broken]
    values: dict[Cell, int] = {ALL_ROWS: rows, WITHOUT_CONSENT: without}
    values.update(broken)
    relations = [Relation(ALL_ROWS, (WITHOUT_CONSENT, "with consent"))]
    values["with consent"] = rows - without
    for rule, count in broken.items():
        rest = f"neither {rule} nor {WITHOUT_CONSENT}"
        values[rest] = max(0, rows - without - count)
        relations.append(Relation(ALL_ROWS, (WITHOUT_CONSENT, rule, rest)))
        values[f"not {rule}"] = max(0, rows - count)
        relations.append(Relation(ALL_ROWS, (rule, f"not {rule}")))
    small = [cell for cell, count in values.items() if count < floor]
    found = hidden_figures(values, [frozenset([cell]) for cell in shown], relations, small, floor)
    return frozenset(shown[position] for position in found)
