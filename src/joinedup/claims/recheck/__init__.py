"""Read a released ledger anew and say what breaks the rules of practice: a second pair of eyes on every claims.json.

It reads the JSON itself and shares no code and no list of words with the rooms that make claims, so that a fault there
is not also a fault here. What it finds is a fault of joinedup, never of a publisher.
"""

from joinedup.claims.recheck.fault import Fault
from joinedup.claims.recheck.ledger import recheck, recheck_file

__all__ = ["Fault", "recheck", "recheck_file"]
