"""A party to a sharing agreement: what kind of organisation it is, in which capacity, and which post signed for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from joinedup.core.slug import check_slug, slug_of
from joinedup.kinds.signing_key import public_key_bytes

CAPACITIES: Final = ("controller", "joint controller", "processor")
RISK_OWNER: Final = ("senior information risk owner", "SIRO")
GUARDIAN: Final = ("Caldicott Guardian",)
ASSET_OWNER: Final = ("information asset owner",)


@dataclass(frozen=True, slots=True)
class OrganisationKind:
    """A kind of organisation, and the accountable role that signs for one (rules of practice 34).

    A signatory is a post whose words hold one of `signs`: "Director, as equivalent of the senior information risk
    owner" does. `is_law_enforcement` stands for the police wall, whatever role somebody of it is given here.
    """

    slug: str
    title: str
    signs: tuple[str, ...] = RISK_OWNER
    is_law_enforcement: bool = False

    def __post_init__(self) -> None:
        check_slug(self.slug)
        if not self.title.strip() or not self.signs:
            raise ValueError(f"Organisation kind '{self.slug}' needs a title and the accountable role that signs.")


_KINDS = (
    OrganisationKind("council", "council"),
    OrganisationKind("health", "health body", GUARDIAN),
    OrganisationKind("care", "treatment or care provider", GUARDIAN),
    OrganisationKind("police", "police force", ASSET_OWNER, is_law_enforcement=True),
    # Competent authorities of Schedule 7 to the Data Protection Act 2018, from knowledge: walled to be safe.
    OrganisationKind("law-enforcement", "other law-enforcement body", is_law_enforcement=True),
    OrganisationKind("prison", "prison", is_law_enforcement=True),
    OrganisationKind("probation", "probation service", is_law_enforcement=True),
    OrganisationKind("coroner", "coroner's office"),
    OrganisationKind("education", "school or college"),
    OrganisationKind("voluntary", "voluntary organisation"),
    OrganisationKind("other", "other organisation"),
)
ORGANISATION_KINDS: Final[Mapping[str, OrganisationKind]] = MappingProxyType({one.slug: one for one in _KINDS})


@dataclass(frozen=True, slots=True)
class Party:
    """One organisation and the accountable role that signed for it. Roles are posts, never a person's name.

    `organisation` is the slug by which everything else speaks of it, accounts too; where it is not given, the one that
    the name gives (`core.slug.slug_of`). `name` is for sentences.
    `senders` are the codes that its files are sent under; `signing_key` is the public key by which its signature on
    them is known (`kinds.signing_key`). `signed_on` is the day on which the post signed. `arrangement` sums up the
    arrangement of a joint controller; `contract` names that of a processor. What is absent makes the agreement a
    draft (`kinds.agreement_parts`); what is wrong is refused here.
    """

    name: str
    role: str
    signatory: str
    senders: tuple[str, ...] = ()
    signing_key: str | None = None
    kind: str | None = None
    signed_on: date | None = None
    arrangement: str = ""
    contract: str = ""
    organisation: str = ""

    def __post_init__(self) -> None:
        if self.role not in CAPACITIES:
            raise ValueError(f"Party '{self.name}': role '{self.role}' is not one of {', '.join(CAPACITIES)}.")
        for label, text in (("name", self.name), ("signatory", self.signatory)):
            if not text.strip():
                raise ValueError(f"Each party of an agreement needs a {label}.")
        self._settle_organisation()
        if self.kind is not None:
            self._check_kind(self.kind)
        if self.arrangement and self.role != "joint controller":
            raise ValueError(f"Party '{self.name}': only a joint controller has an arrangement to sum up.")
        if self.contract and self.role != "processor":
            raise ValueError(f"Party '{self.name}': only a processor has a contract.")
        if self.signing_key is not None:
            try:
                public_key_bytes(self.signing_key)
            except ValueError as fault:
                raise ValueError(f"Party '{self.name}': {fault}") from None
            if not self.senders:
                raise ValueError(f"Party '{self.name}' has a signing_key and no `sender` whose files it signs.")
        if any(not code.strip() for code in self.senders):
            raise ValueError(f"Party '{self.name}': a `sender` is the code that its files are sent under.")

    def _settle_organisation(self) -> None:
        try:
            slug = check_slug(self.organisation) if self.organisation else slug_of(self.name)
        except ValueError as fault:
            raise ValueError(f"Party '{self.name}': {fault} Say its `organisation` as accounts name it.") from None
        object.__setattr__(self, "organisation", slug)

    def _check_kind(self, kind: str) -> None:
        known = ORGANISATION_KINDS.get(kind)
        if known is None:
            raise ValueError(f"Party '{self.name}': kind '{kind}' is not one of {', '.join(ORGANISATION_KINDS)}.")
        words = " ".join(self.signatory.casefold().split())
        if not any(post.casefold() in words for post in known.signs):
            raise ValueError(
                f"Party '{self.name}' is a {known.title}: its {known.signs[0]} (or a post that says it stands for that "
                f"one) signs, not '{self.signatory}'."
            )

    @property
    def is_law_enforcement(self) -> bool:
        """Whether the police wall stands before it; an organisation of a kind not told counts as it is known."""
        return self.kind is not None and ORGANISATION_KINDS[self.kind].is_law_enforcement
