"""What the pages read: messages and releases, a page at a time."""

from dataclasses import dataclass

from django.db.models import QuerySet

from joinedup.apps.letters.keeping import opened
from joinedup.apps.messages.kinds import kinds
from joinedup.apps.messages.models import Message, State
from joinedup.apps.operations.models import ReleaseRun
from joinedup.sharing.uk_time import uk_text


@dataclass(frozen=True, slots=True)
class Told:
    """One message for the page. `text` is what it says: in a demonstration, which sends none, and nowhere else."""

    id: int
    kind: str
    to: str
    made: str
    state: str
    colour: str
    fault: str
    may_go_again: bool
    address: str = ""
    subject: str = ""
    text: str = ""


_COLOURS = {State.SENT: "green", State.BOUNCED: "red", State.LOST: "red", State.UNSURE: "orange"}


def messages() -> QuerySet[Message]:
    """Return every message, the last made first."""
    return Message.objects.order_by("-pk")


def told(message: Message, *, with_words: bool) -> Told:
    """Return a message as it is told; its words are opened only where they are asked for."""
    state = State(message.state)
    words = opened(message.letter) if with_words and message.letter else None
    return Told(
        message.pk,
        kinds()[message.kind].title if message.kind in kinds() else message.kind,
        message.to,
        uk_text(message.made_at),
        str(state.label),
        _COLOURS.get(state, "grey"),
        message.fault,
        state is State.UNSURE,
        *((words.address, words.subject, words.text) if words else ()),
    )


def runs() -> QuerySet[ReleaseRun]:
    """Return every release that was asked for, the last first."""
    return ReleaseRun.objects.all()
