"""Who may read the record of acts: as the one policy function says, and for what somebody did themselves, they."""

from datetime import datetime

from joinedup.sharing.answer import answer
from joinedup.sharing.asking import Asker, Item
from joinedup.sharing.grant import Grant

PURPOSE = "governance"


def may_read_record(asker: Asker, holder: str, at: datetime) -> bool:
    """Return whether an account may read the record that the organisation `holder` keeps."""
    return isinstance(answer(asker, PURPOSE, Item("audit", holder=holder), (), at), Grant)
