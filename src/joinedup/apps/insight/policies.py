"""Who may read the evidence pages: what is invented everybody, the rest as the one policy function says."""

from datetime import datetime

from joinedup.sharing.answer import answer
from joinedup.sharing.asking import Asker, Item
from joinedup.sharing.grant import Grant
from joinedup.sharing.roles import ROLES
from joinedup.shelf.reading import Version

PURPOSE = "needs-assessment"
PAGES = Item("document", marking="restricted", audience=tuple(ROLES), holds=("released-figures",))
"""Released figures with the files behind them: for accounts that hold a role, and not for the public until linked
releases are protected (rule of practice 18)."""


def may_read(asker: Asker | None, version: Version, at: datetime, *, is_demo: bool) -> bool:
    """Return whether an account may read a released version at an instant; None is whoever has not signed in.

    What is invented is for everybody, and a demonstration shows nothing else.
    """
    if version.manifest.is_synthetic:
        return True
    if is_demo or asker is None:
        return False
    return isinstance(answer(asker, PURPOSE, PAGES, (), at), Grant)
