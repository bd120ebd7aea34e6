"""A declared information-sharing agreement: every part a field of its own, checked when made."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from joinedup.core.slug import check_slug
from joinedup.kinds.party import Party

KINDS: Final = ("ordinary", "emergency")
LAPSE, WITHDRAWAL = "lapse", "withdrawal"
EVERY_FIELD: Final = "*"
"""The name that stands for every field of a feed, with one reason for all: enough for a draft, and no more."""
NOBODY: Final = "none"
"""What `article_10`, `deceased` and `children` say where no such data is shared."""


@dataclass(frozen=True, slots=True)
class SharedField:
    """One field of a feed and the reason for which it is shared."""

    name: str
    why: str

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("A shared field needs its name.")
        if not self.why.strip():
            raise ValueError(f"Field '{self.name}' is shared without a reason: say why, or leave the field out.")


@dataclass(frozen=True, slots=True)
class Share:
    """One kind of item that is shared (`sharing.item_kinds`), of which feed, and which of its fields."""

    item: str
    feed: str | None = None
    fields: tuple[SharedField, ...] = ()

    def __post_init__(self) -> None:
        check_slug(self.item)
        if (self.feed is None) != (not self.fields):
            raise ValueError(
                f"A share of {self.item}: a feed has fields, each with a reason, and nothing else has any."
            )
        names = [one.name for one in self.fields]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"A share of {self.item} lists the field '{twice[0]}' twice.")

    def gives(self, field: str) -> bool:
        """Return whether a field is shared."""
        return any(one.name in (field, EVERY_FIELD) for one in self.fields)


@dataclass(frozen=True, slots=True)
class Stop:
    """A lapse or a withdrawal at one stated instant. A lapse may be over at another: the agreement was renewed."""

    how: str
    at: datetime
    by: str
    why: str
    until: datetime | None = None

    def __post_init__(self) -> None:
        if self.how not in (LAPSE, WITHDRAWAL):
            raise ValueError(f"A stop is a {LAPSE} or a {WITHDRAWAL}, not '{self.how}'.")
        if not self.by.strip() or not self.why.strip():
            raise ValueError(f"A {self.how} needs the post that decided it and why.")
        if self.at.tzinfo is None or (self.until is not None and self.until.tzinfo is None):
            raise ValueError(f"A {self.how} is at an instant with a time zone.")
        if self.until is not None and (self.how == WITHDRAWAL or self.until <= self.at):
            raise ValueError("Only a lapse ends, and after it began; what was withdrawn needs a new agreement.")

    def holds_at(self, at: datetime) -> bool:
        """Return whether the agreement is stopped at an instant."""
        return self.at <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Who shares which feeds for what, on which conditions, from one instant up to but not including another.

    An agreement is not itself a lawful basis, so each condition is a field of its own (rules of practice 1 and 34).
    What may be absent while it is a draft is listed with its meaning in `kinds.agreement_parts`. Whether it is a draft,
    live, lapsed, withdrawn or expired is nowhere written: `sharing.state` works it out for an instant.
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
    kind: str = "ordinary"
    schedule_1: str = ""
    article_10: str = ""
    deceased: str = ""
    children: str = ""
    privacy_notice: str = ""
    opt_out: str = ""
    onward: str = ""
    retention: str = ""
    destruction: str = ""
    breach_lead: str = ""
    foi_lead: str = ""
    access_lead: str = ""
    successor: str = ""
    dpo_advice: str = ""
    dpo_advised_on: date | None = None
    reuse: str = ""
    """The law by which data given for law enforcement may be used for these purposes, where there is any."""
    shares: tuple[Share, ...] = ()
    stops: tuple[Stop, ...] = ()

    def __post_init__(self) -> None:
        check_slug(self.id)
        if self.kind not in KINDS:
            raise ValueError(f"Agreement '{self.id}' is of the kind '{self.kind}', not one of {', '.join(KINDS)}.")
        if len(self.parties) < 2:
            raise ValueError(f"Agreement '{self.id}' needs at least two parties.")
        if not self.purposes or not self.feeds:
            raise ValueError(f"Agreement '{self.id}' must name at least one purpose and one feed.")
        for name in ("article_6", "article_9", "common_law", "dpia"):
            if not getattr(self, name).strip():
                raise ValueError(f"Agreement '{self.id}' leaves `{name}` blank: name the condition or the reference.")
        self._check_time()
        self._check_senders()
        self._check_shares()

    def _check_time(self) -> None:
        if self.valid_from.tzinfo is None or self.valid_to.tzinfo is None:
            raise ValueError(f"Agreement '{self.id}' must be valid between two instants with a time zone.")
        if self.valid_to <= self.valid_from:
            raise ValueError(f"Agreement '{self.id}' ends before it begins.")
        if self.keep_days is not None and self.keep_days < 1:
            raise ValueError(f"Agreement '{self.id}': keep_days is a whole number of days, 1 or more.")

    def _check_senders(self) -> None:
        codes = [code for party in self.parties for code in party.senders]
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            raise ValueError(f"Agreement '{self.id}' names the sender {twice[0]} twice: whose key counts?")
        keys = [party.signing_key for party in self.parties if party.signing_key is not None]
        if len(set(keys)) < len(keys):
            raise ValueError(f"Agreement '{self.id}' gives two parties one signing_key: each signs with its own.")
        named = [party.organisation for party in self.parties]
        if twice := sorted({slug for slug in named if named.count(slug) > 1}):
            raise ValueError(f"Agreement '{self.id}' names the organisation '{twice[0]}' twice among its parties.")

    def _check_shares(self) -> None:
        told = [(share.item, share.feed) for share in self.shares]
        if len(set(told)) < len(told):
            raise ValueError(f"Agreement '{self.id}' lists one kind of item of one feed twice among its shares.")
        if strange := sorted({share.feed for share in self.shares if share.feed is not None} - set(self.feeds)):
            raise ValueError(f"Agreement '{self.id}' shares fields of {strange[0]}, which is not among its feeds.")

    def party(self, organisation: str) -> Party | None:
        """Return the party that is the organisation of this slug; None where it is none."""
        return next((party for party in self.parties if party.organisation == organisation), None)

    def party_of(self, sender: str) -> Party | None:
        """Return the party whose files are sent under this code; None where no party names it."""
        return next((party for party in self.parties if sender in party.senders), None)

    def keep_until(self, received_on: date) -> date:
        """Return the first day on which rows received on a day may no longer be kept."""
        if self.keep_days is None:
            has_begun = self.valid_to.astimezone(UTC).time() != time()
            return self.valid_to.astimezone(UTC).date() + timedelta(days=has_begun)
        return received_on + timedelta(days=self.keep_days)
