from joinedup.intake.examined import Examined
from joinedup.intake.finding import Finding
from joinedup.jobs.row_counts import row_counts
from joinedup.kinds.check_rule import Severity
from joinedup.kinds.provider_counts import ALL_ROWS, SET_ASIDE, WITHOUT_CONSENT


def told(rows, without, floor=5, **broken):
    findings = tuple(
        Finding("a.csv", rule, Severity.SET_ASIDE, "DOB", "title", "mend", "basis", total, ())
        for rule, total in broken.items()
    )
    advice = Finding("a.csv", "advice", Severity.WARN, "DOB", "title", "mend", "basis", 50, ())
    examined = Examined("a.csv", "0", "extract", None, False, rows, (*findings, advice), (), without)
    return {(one.what, one.rule): one.rows for one in row_counts(examined, floor)}


def test_rows_of_the_file_are_told_where_they_tell_of_nobody():
    assert told(900, 12, born=7) == {(ALL_ROWS, ""): 900, (SET_ASIDE, "born"): 7, (WITHOUT_CONSENT, ""): 12}


def test_few_are_hidden_and_a_rule_that_few_rows_break_is_not_named():
    assert told(900, 4, born=4) == {(ALL_ROWS, ""): 900, (WITHOUT_CONSENT, ""): None}
    assert told(900, 0) == {(ALL_ROWS, ""): 900, (WITHOUT_CONSENT, ""): None}
    assert told(4, 0)[ALL_ROWS, ""] is None


def test_young_peoples_floor_is_ten():
    assert told(900, 9, 10, born=9) == {(ALL_ROWS, ""): 900, (WITHOUT_CONSENT, ""): None}
    assert told(900, 10, 10)[WITHOUT_CONSENT, ""] == 10


def test_few_left_over_hide_one_of_those_they_follow_from():
    said = told(100, 97)
    assert None in (said[ALL_ROWS, ""], said[WITHOUT_CONSENT, ""])
    assert (SET_ASIDE, "born") not in told(100, 0, born=97) or told(100, 0, born=97)[ALL_ROWS, ""] is None


def test_few_rows_in_neither_group_are_not_worked_out():
    said = told(100, 48, born=50)
    shown = [said.get((ALL_ROWS, "")), said.get((WITHOUT_CONSENT, "")), said.get((SET_ASIDE, "born"))]
    assert None in shown
