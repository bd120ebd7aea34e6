"""What each audience sees of a document, worked out claim by claim from the markings that release goes by."""

from collections.abc import Iterator, Sequence

from joinedup.claims.model import Claim
from joinedup.release.figure import Showing
from joinedup.shelf.records import Audience

_HERE = "On this site, what is about real people is for those who have signed in. If it is published, they see this."
AUDIENCES = (
    ("The public", _HERE, frozenset({"open"})),
    ("Partners", "Organisations that take part, as readers of what is restricted.", frozenset({"open", "restricted"})),
    ("Its makers", "Those who make it, before it is released.", frozenset({"open", "restricted", "pre-release"})),
)
"""Each with a sentence and the markings that it may read (rules of practice 9 and 38)."""


def audiences_of(document: str, claims: Sequence[Claim]) -> Iterator[Audience]:
    """Yield for each audience what it sees of a document's claims, what is left out for it and why."""
    for title, says, markings in AUDIENCES:
        seen = [one for one in claims if one.marking in markings]
        yield Audience(
            document=document,
            title=title,
            says=says,
            claims=len(claims),
            sees=len(seen),
            dropped=tuple(
                (one.claim_id, one.sentence, f"It is marked {one.marking}.")
                for one in claims
                if one.marking not in markings
            ),
            hidden=tuple((one.claim_id, one.sentence) for one in seen if _is_hidden(one)),
        )


def _is_hidden(claim: Claim) -> bool:
    return any(one.showing is Showing.HIDDEN for one in claim.about)
