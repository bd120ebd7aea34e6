"""Rules asked of every row of the file, with or without consent."""

from ibis import _

from joinedup.core.status import SourceStatus
from joinedup.definitions.standards.ndtms.rules.sources import S8, SUMS
from joinedup.kinds.check_rule import CheckRule, Severity
from joinedup.kinds.source import Source

RULES = (
    CheckRule(
        code="consent-refused-but-filled",
        severity=Severity.REJECT_FILE,
        level="row",
        fields=("CONSENT",),
        title="consent is N and other items are filled",
        why="what a person refused to share must not leave the service.",
        mend="without consent send only AGNCY, CLIENTID and CONSENT; make the extract again and delete this one.",
        source=Source("where consent is N every other item is blank (S2)", SourceStatus.FOUND),
        offends=(_.consent == "N") & _.filled_beyond_consent,
        offending={"consent": "N", "filled_beyond_consent": True},
        sound={"consent": "N", "filled_beyond_consent": False},
    ),
    CheckRule(
        code="consent-not-recorded",
        severity=Severity.SET_ASIDE,
        level="row",
        fields=("CONSENT",),
        title="consent is not Y or N",
        why="a row is used only where the person agreed.",
        mend="record Y or N; until then the row is treated as one without consent.",
        source=S8,
        offends=_.consent.isnull() | _.consent.notin(["Y", "N"]),
        offending={"consent": None},
        sound={"consent": "Y"},
    ),
    CheckRule(
        code="agency-missing",
        severity=Severity.SET_ASIDE,
        level="row",
        fields=("AGNCY",),
        title="no agency code",
        why="the row belongs to no service.",
        mend="fill the agency code on every row.",
        source=SUMS,
        is_arithmetic=True,
        offends=_.agncy.isnull(),
        offending={"agncy": None},
        sound={"agncy": "X0001"},
    ),
    CheckRule(
        code="episode-id-missing",
        severity=Severity.SET_ASIDE,
        level="row",
        fields=("EPISODID",),
        title="no episode id, so the row belongs to no episode",
        why="the row belongs to no episode.",
        mend="fill the episode id on every row of a person who consents.",
        source=SUMS,
        is_arithmetic=True,
        offends=(_.consent == "Y") & _.episodid.isnull(),
        offending={"consent": "Y", "episodid": None},
        sound={"consent": "N", "episodid": None},
    ),
)
