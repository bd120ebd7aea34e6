"""How a claim changed since the version released before: from the two records alone."""

from collections.abc import Iterator

from joinedup.shelf import places as at
from joinedup.shelf.reading import Version
from joinedup.shelf.records import ClaimSheet, ShelfFigure


def changed(now: ClaimSheet, before: Version | None) -> tuple[str, ...]:
    """Return sentences on what differs from the version before; None is where there is none that may be read.

    Of a figure that is hidden now, or was, no number is told: nor is the sentence that it stood in.
    """
    if before is None:
        return ("There is no earlier version to compare it with.",)
    if not before.holds(at.claim_of(now.claim_id)):
        return (f"It is new: version {before.number} did not have it.",)
    then = before.one(ClaimSheet, at.claim_of(now.claim_id))
    return tuple(_differences(now, then)) or (f"Nothing of it changed since version {before.number}.",)


def _differences(now: ClaimSheet, then: ClaimSheet) -> Iterator[str]:
    is_hidden = any(one.is_hidden for one in (*now.figures, *then.figures))
    if now.sentence != then.sentence and not is_hidden:
        yield f"Before it said: ‘{then.sentence}’"
    before = {_key(one): one for one in then.figures}
    for one in now.figures:
        other = before.get(_key(one))
        label = ", ".join(filter(None, (one.place, one.group[1] if one.group else "", one.period)))
        if other is None:
            yield f"{label}: no figure of it stood here before."
        elif one.showing != other.showing and (one.is_hidden or other.is_hidden):
            yield f"{label}: {'hidden now' if one.is_hidden else 'hidden before'}."
        elif (one.text, one.interval, one.counts) != (other.text, other.interval, other.counts):
            yield f"{label}: {_told(other)} before, {_told(one)} now."
    files, held = {one.sha256 for one in now.files}, {one.sha256 for one in then.files}
    if files != held:
        yield f"It rests on {len(files - held)} files that are new or corrected, and no longer on {len(held - files)}."
    if now.family != then.family:
        yield "The comparisons that it was made among are others."
    if now.sign_off != then.sign_off:
        yield f"Sign-off: {then.sign_off} before, {now.sign_off} now."


def _key(one: ShelfFigure) -> tuple[str, str, str, str, tuple[str, str] | None]:
    return (one.indicator, one.place_code, one.start, one.end, one.group)


def _told(one: ShelfFigure) -> str:
    return ", ".join(filter(None, (one.text, one.interval, one.counts)))
