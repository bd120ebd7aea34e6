"""The head of a chain outside the database, on the disk: with grave acts at once, with all others within a minute."""

from joinedup.apps.audit.keeping import flush_heads, keep_head, kept_for, last_head
from joinedup.apps.audit.models import ChainEnd
from joinedup.core.chain import Head


def anchor(*, using: str) -> bool:
    """Have a chain's end kept outside so that no power cut takes it back; return whether it had not been kept before.

    Without this, the heads of acts that are not grave could wait in the machine's memory, and lines after the last one
    on the disk could be cut off unseen.
    """
    kept = kept_for(using)
    end = ChainEnd.objects.using(using).get(id=1)
    head = Head(end.number, end.seal)
    if not end.number or last_head(kept.heads) == (end.mark, head):
        flush_heads(kept.heads)
        return False
    keep_head(kept.heads, end.mark, head, to_disk=True)
    return True
