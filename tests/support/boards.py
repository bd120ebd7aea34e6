"""Boards laid out from made-up figures, for tests of how documents are composed."""

from joinedup.claims.ledger import build_ledger
from joinedup.core.place import ENGLAND
from joinedup.definitions.language.vocabulary import vocabulary
from joinedup.documents.compose.board import Board
from joinedup.kinds.document import DocumentKind
from support.claiming import CITY, COUNTY, YEAR, evidence_of


def board_of(sections, figures, indicators, *, places=(COUNTY, CITY), period_of=None):
    """Return the board of a document with these sections; figures that are not given are absent."""
    document = DocumentKind("made-up", "Made up", tuple(sections), "open", "A test")
    known = {one.slug: one for one in indicators}
    told = dict.fromkeys(known, YEAR) | (period_of or {})
    ledger = build_ledger(
        document,
        figures,
        known,
        places,
        YEAR,
        vocabulary=vocabulary(),
        evidence_of=evidence_of,
        data_version="data-1",
        definitions_version="definitions-1",
        code_version="code-1",
        period_of=told,
    )
    return Board(
        document=document,
        ledger=ledger,
        indicators=known,
        places=tuple(places),
        england=ENGLAND,
        period=YEAR,
        period_of=told,
        figures={(one.indicator, one.place.code, one.period): one for one in figures if one.group is None},
        claims={claim.claim_id: claim for claim in ledger.claims},
    )


def words_of(blocks):
    """Return all the words of paragraphs and lists, joined."""
    said = []
    for block in blocks:
        for runs in getattr(block, "items", None) or [getattr(block, "runs", ())]:
            said.append("".join(run.text for run in runs))
    return "\n".join(said)
