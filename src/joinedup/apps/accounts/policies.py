"""Who may invite, give and end roles: pure answers over roles, and what goes with what."""

from joinedup.core.refusal import Refusal
from joinedup.kinds.party import ORGANISATION_KINDS
from joinedup.sharing.roles import ROLES

ADMINISTRATOR = "administrator"


def may_manage_people(roles: frozenset[str]) -> bool:
    """Return whether these roles let somebody add organisations, invite people, give and end roles."""
    return ADMINISTRATOR in roles


def refuse_unfit(role: str, kind: str) -> None:
    """Refuse a role that is not declared, or that an organisation of this kind cannot give."""
    if role not in ROLES:
        raise Refusal(f"'{role}' is no role; it is one of {', '.join(ROLES)}.")
    declared, walled = ROLES[role], ORGANISATION_KINDS[kind].is_law_enforcement
    if walled and declared.is_direct_care:
        raise Refusal(f"A {declared.title} cares for people: no {ORGANISATION_KINDS[kind].title} gives that role.")
    if declared.is_law_enforcement and not walled:
        raise Refusal(f"A {declared.title} works for law enforcement: no {ORGANISATION_KINDS[kind].title} gives that.")


def refuse_both_sides(roles: frozenset[str]) -> None:
    """Refuse roles that stand on both sides of the police wall (rules of practice 20 to 22)."""
    held = [ROLES[role] for role in roles]
    if any(one.is_law_enforcement for one in held) and any(one.is_direct_care for one in held):
        raise Refusal("Nobody holds a role of law enforcement and one of direct care at once.")
