"""Whether a counts-only file may come in: an agreement's yes, the sender's own signature, no number too small."""

from datetime import datetime

from joinedup.core.refusal import Refusal
from joinedup.definitions.catalogue import indicators, policies
from joinedup.intake.counts_file import signed_bytes
from joinedup.intake.counts_tables import counts_feed
from joinedup.intake.signing import is_signed
from joinedup.jobs.floors import AUDIENCE, POLICY
from joinedup.jobs.purpose import groups_of
from joinedup.kinds.agreement import Agreement
from joinedup.kinds.indicator import Audience
from joinedup.kinds.provider_counts import ALL_ROWS, Count, ProviderCounts, What
from joinedup.kinds.signing_key import fingerprint
from joinedup.sharing.decide import COUNTS, Refused, decide


def admit_counts(counts: ProviderCounts, agreement: Agreement | None, *, purpose: str, at: datetime) -> str:
    """Return the agreement's id where counts may come in under it; refuse with what would change that.

    They may where the sharing room says yes, the sender's key in the agreement made the signature over exactly these
    bytes, and no number in them is too small to have left their sender's machine. So for invented people too: a
    signature that nobody checked is none.
    """
    if agreement is None:
        raise Refusal(
            "whose signature it carries can be seen only with the sender's public key, which the agreement holds: name "
            "it (`--agreement FILE`)."
        )
    feeds = (counts_feed(counts),)
    answer = decide(agreement, purpose=purpose, feeds=feeds, at=at, kind=COUNTS, about=groups_of(feeds))
    if isinstance(answer, Refused):
        raise Refusal(answer.reason)
    refuse_unsigned(counts, agreement)
    _refuse_small(counts)
    return agreement.id


def refuse_unsigned(counts: ProviderCounts, agreement: Agreement) -> None:
    """Refuse counts that the sender, as the agreement knows it, has not signed just as they are."""
    party = agreement.party_of(counts.sender)
    if party is None:
        named = ", ".join(code for one in agreement.parties for code in one.senders) or "none"
        raise Refusal(
            f"agreement '{agreement.id}' names no party that sends as {counts.sender} (it names {named}): add `sender` "
            "to the party whose files these are."
        )
    if party.signing_key is None:
        raise Refusal(
            f"agreement '{agreement.id}' holds no `signing_key` of {party.name}: ask them for the public key that "
            "`joinedup signing-key` printed."
        )
    if counts.signature is None or counts.signed_by is None:
        raise Refusal(f"it is not signed: ask {party.name} to make it again with `--signing-key FILE`.")
    if counts.signed_by != fingerprint(party.signing_key):
        raise Refusal(
            f"it says that it is signed with the key {counts.signed_by[:16]}…, and that of {party.name} in agreement "
            f"'{agreement.id}' is {fingerprint(party.signing_key)[:16]}…: ask them, by telephone, which is theirs."
        )
    if not is_signed(signed_bytes(counts), counts.signature, party.signing_key):
        raise Refusal(
            f"its signature does not fit: it was altered after {party.name} signed it, or somebody else made it. "
            "Do not use it; ask them to send it again."
        )


def _refuse_small(counts: ProviderCounts) -> None:
    """Refuse numbers that our own policy would have hidden: an altered or strange program may have made them."""
    floors = policies()[POLICY].floors
    everyone = floors[AUDIENCE.get(counts.feed, Audience.YOUNG_PEOPLE)]
    for one in counts.counts:
        known = indicators().get(one.indicator)
        floor = floors[known.audience] if known else max(floors.values())
        if any(number < floor for number in _numbers(one)):
            raise Refusal(_small(f"{one.indicator} for {one.area} in {one.year}", counts))
    rows = {one.what: one.rows for one in counts.checked if one.rows is not None}
    for row in counts.checked:
        left = rows.get(ALL_ROWS, 0) - (row.rows or 0)
        if row.rows is not None and (
            row.rows < everyone or (row.what != ALL_ROWS and ALL_ROWS in rows and left < everyone)
        ):
            raise Refusal(_small(" ".join(filter(None, (row.what, row.rule))), counts))


def _numbers(one: Count) -> list[int]:
    people = (one.denominator,) if one.counted is What.DAYS else (one.numerator, one.denominator, one.left_over)
    return [number for number in people if number is not None]


def _small(about: str, counts: ProviderCounts) -> str:
    return (
        f"it tells a number too small to be told ({about}), or leaves so few over. Do not pass it on; ask "
        f"{counts.sender_name} to make it with this program."
    )
