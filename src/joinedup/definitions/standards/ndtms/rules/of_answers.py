"""Rules that two answers of an episode must not contradict one another."""

from ibis import _

from joinedup.core.status import SourceStatus
from joinedup.definitions.reading import code_lists
from joinedup.definitions.standards.ndtms.rules.sources import DERIVED
from joinedup.kinds.check_rule import CheckRule, Severity
from joinedup.kinds.source import Source

_DRUGS = code_lists()["drug"]
_OPIATES_AND_CRACK = _DRUGS.codes_of("opiate", "crack")
_OCCASIONAL = tuple(code.code for code in code_lists()["discharge-reason"].codes if "occasional use" in code.text)
_LIVING_WITH = code_lists()["parental-status"].codes_of("parent living with children")

RULES: tuple[CheckRule, ...] = (
    CheckRule(
        code="completed-occasional-use-of-opiates-or-crack",
        severity=Severity.DATA_QUALITY,
        level="episode",
        fields=("DISRSN", "DRUG1", "DRUG2", "DRUG3"),
        title="left as completed with occasional use, which as we read it is not for people with opiates or crack",
        why="completion is counted by substance group.",
        mend="look at the discharge reason and at the substances.",
        source=Source("rule 22 is found; its meaning, and the code, are remembered", SourceStatus.KNOWLEDGE),
        numbers=(22,),
        offends=_.disrsn.isin(_OCCASIONAL)
        & (
            _.drug1.isin(_OPIATES_AND_CRACK).fill_null(False)
            | _.drug2.isin(_OPIATES_AND_CRACK).fill_null(False)
            | _.drug3.isin(_OPIATES_AND_CRACK).fill_null(False)
        ),
        offending={"disrsn": "82", "drug1": "7000", "drug2": "1011", "drug3": None},
        sound={"disrsn": "82", "drug1": "7000", "drug2": None, "drug3": None},
    ),
    CheckRule(
        code="same-substance-twice",
        severity=Severity.DATA_QUALITY,
        level="episode",
        fields=("DRUG1", "DRUG2", "DRUG3"),
        title="one substance stands twice among the three",
        why="a second substance that was not recorded may be missing.",
        mend="look at the second and third substance; 9996 and 9997 say that there is none.",
        source=Source("not in any source: one of our own", SourceStatus.LOCAL),
        offends=(_.drug1 == _.drug2).fill_null(False)
        | (_.drug1 == _.drug3).fill_null(False)
        | (_.drug2 == _.drug3).fill_null(False),
        offending={"drug1": "7000", "drug2": None, "drug3": "7000"},
        sound={"drug1": "7000", "drug2": None, "drug3": None},
    ),
    CheckRule(
        code="children-and-parental-status-disagree",
        severity=Severity.DATA_QUALITY,
        level="episode",
        fields=("PRNTSTAT", "CHILDWTH"),
        title="children are said to live with the person, and their number is 0",
        why="children are planned for from both answers.",
        mend="look at both answers.",
        source=DERIVED,
        numbers=(74,),
        offends=_.prntstat.isin(_LIVING_WITH) & (_.childwth == 0),
        offending={"prntstat": "11", "childwth": 0},
        sound={"prntstat": "11", "childwth": None},
    ),
)
