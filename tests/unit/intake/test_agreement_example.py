"""The agreement that the page shows is a whole one, stop included."""

import re
from datetime import UTC, datetime

from joinedup.intake.agreement_file import read_agreement
from joinedup.kinds.agreement_parts import PARTS, missing
from joinedup.sharing.decide import COUNTS, Grant, decide
from joinedup.sharing.state import State, standing
from support.repository import ROOT

WHOLE, STOP = re.findall(
    r"```toml\n(.*?)```", (ROOT / "docs/how-to/agreement.md").read_text(encoding="utf-8"), re.DOTALL
)


def test_the_page_shows_every_part(tmp_path):
    path = tmp_path / "agreement.toml"
    path.write_text(WHOLE)
    agreement = read_agreement(path)
    assert missing(agreement) == ()
    assert all(f"\n{part.field} = " in WHOLE for part in PARTS)
    at = datetime(2026, 5, 1, tzinfo=UTC)
    for feed, kind in (("ndtms-adult", "person-rows"), ("ndtms-adult-counts", COUNTS)):
        assert isinstance(decide(agreement, purpose="needs-assessment", feeds=(feed,), at=at, kind=kind), Grant)


def test_the_stop_that_it_shows_stops_it_for_a_week(tmp_path):
    path = tmp_path / "agreement.toml"
    path.write_text(f"{WHOLE}\n{STOP}")
    agreement = read_agreement(path)
    states = [
        standing(agreement, datetime(2026, *day, tzinfo=UTC)).state for day in ((8, 31, 22), (8, 31, 23), (9, 7, 23))
    ]
    assert states == [State.LIVE, State.LAPSED, State.LIVE]
