"""A small declared information-sharing agreement, as held in a TOML file until the site holds them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from joinedup.core.slug import check_slug
from joinedup.kinds.signing_key import public_key_bytes

ROLES = ("controller", "joint controller", "processor")


@dataclass(frozen=True, slots=True)
class Party:
    """One organisation and the accountable role that signed for it. Roles are posts, never a person's name.

    `senders` are the codes that its files are sent under; `signing_key` is the public key by which its signature on
    them is known (`kinds.signing_key`).
    """

    name: str
    role: str
    signatory: str
    senders: tuple[str, ...] = ()
    signing_key: str | None = None

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(f"Party '{self.name}': role '{self.role}' is not one of {', '.join(ROLES)}.")
        for label, text in (("name", self.name), ("signatory", self.signatory)):
            if not text.strip():
                raise ValueError(f"Each party of an agreement needs a {label}.")
        if self.signing_key is not None:
            try:
                public_key_bytes(self.signing_key)
            except ValueError as fault:
                raise ValueError(f"Party '{self.name}': {fault}") from None
            if not self.senders:
                raise ValueError(f"Party '{self.name}' has a signing_key and no `sender` whose files it signs.")
        if any(not code.strip() for code in self.senders):
            raise ValueError(f"Party '{self.name}': a `sender` is the code that its files are sent under.")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Who shares which feeds for what, on which conditions, from one instant up to but not including another.

    An agreement is not itself a lawful basis, so each condition is a field of its own (rules of practice 1 and 34).
    """

    id: str
    parties: tuple[Party, ...]
    purposes: tuple[str, ...]
    feeds: tuple[str, ...]
    article_6: str
    article_9: str
    common_law: str
    dpia: str
    valid_from: datetime
    valid_to: datetime
    keep_days: int | None = None
    """Days for which rows about people may be kept from the day they are received; None: while the agreement holds."""

    def __post_init__(self) -> None:
        check_slug(self.id)
        if len(self.parties) < 2:
            raise ValueError(f"Agreement '{self.id}' needs at least two parties.")
        if not self.purposes or not self.feeds:
            raise ValueError(f"Agreement '{self.id}' must name at least one purpose and one feed.")
        for name in ("article_6", "article_9", "common_law", "dpia"):
            if not getattr(self, name).strip():
                raise ValueError(f"Agreement '{self.id}' leaves `{name}` blank: name the condition or the reference.")
        if self.valid_from.tzinfo is None or self.valid_to.tzinfo is None:
            raise ValueError(f"Agreement '{self.id}' must be valid between two instants with a time zone.")
        if self.valid_to <= self.valid_from:
            raise ValueError(f"Agreement '{self.id}' ends before it begins.")
        codes = [code for party in self.parties for code in party.senders]
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            raise ValueError(f"Agreement '{self.id}' names the sender {twice[0]} twice: whose key counts?")
        keys = [party.signing_key for party in self.parties if party.signing_key is not None]
        if len(set(keys)) < len(keys):
            raise ValueError(f"Agreement '{self.id}' gives two parties one signing_key: each signs with its own.")
        if self.keep_days is not None and self.keep_days < 1:
            raise ValueError(f"Agreement '{self.id}': keep_days is a whole number of days, 1 or more.")

    def party_of(self, sender: str) -> Party | None:
        """Return the party whose files are sent under this code; None where no party names it."""
        return next((party for party in self.parties if sender in party.senders), None)

    def keep_until(self, received_on: date) -> date:
        """Return the first day on which rows received on a day may no longer be kept."""
        if self.keep_days is None:
            has_begun = self.valid_to.astimezone(UTC).time() != time()
            return self.valid_to.astimezone(UTC).date() + timedelta(days=has_begun)
        return received_on + timedelta(days=self.keep_days)
