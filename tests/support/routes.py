"""Every address of the site by hand: who is let through, and what stands there to be asked for."""

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from joinedup.shelf.places import chart_of
from support.evidence_pages import CLAIM, SVG

ALL = frozenset(
    {
        "analyst",
        "partnership-manager",
        "health-coordinator",
        "provider-worker",
        "partner-contact",
        "law-enforcement-partner",
        "reviewer",
        "board-member",
        "lived-experience-member",
        "information-governance-lead",
        "administrator",
    }
)
EVERYBODY = frozenset({*ALL, "nobody", "no role"})
"""Whoever has not signed in, or holds no role, is one of them."""
LEAD = frozenset({"information-governance-lead"})
MAKERS = ALL - {"board-member", "lived-experience-member", "administrator", "provider-worker"}
ANALYST = frozenset({"analyst"})
ADMINISTRATOR = frozenset({"administrator"})
NOBODY: frozenset[str] = frozenset()
PARTIES = LEAD | {"partnership-manager", "partner-contact", "law-enforcement-partner"}
READERS = MAKERS - {"law-enforcement-partner"}
KEEPERS = frozenset({"partnership-manager", "administrator"})
EDITORS = KEEPERS | {"provider-worker", "partner-contact"}


@dataclass(frozen=True)
class Route:
    """Who gets through, with what in the address.

    `is_post` where nothing is to be read there; `is_way_in` where the answer may be to sign in, or that this failed.
    """

    who: frozenset[str]
    given: dict[str, Any] = field(default_factory=dict)
    is_post: bool = False
    is_way_in: bool = False


def names(patterns: list[URLPattern | URLResolver] | None = None, before: str = "") -> list[str]:
    """Return the name of every address of the site, as `reverse` takes it; of one without a name its pattern."""
    found = []
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            space = f"{before}{one.namespace}:" if one.namespace else before
            found += names(one.url_patterns, space)
        else:
            found.append(f"{before}{one.name or one.pattern}")
    return found


SERVICE = {"slug": "harbour-lane"}
ROUTES = {
    "health": Route(EVERYBODY),
    "home": Route(EVERYBODY),
    "accessibility": Route(EVERYBODY),
    "cookies": Route(EVERYBODY),
    "privacy": Route(EVERYBODY),
    "robots": Route(EVERYBODY),
    "security": Route(EVERYBODY),
    "directory:help": Route(EVERYBODY),
    "directory:services": Route(EVERYBODY),
    "directory:service": Route(EVERYBODY, SERVICE),
    "agreements:flows": Route(EVERYBODY),
    "agreements:agreements": Route(PARTIES),
    "agreements:add": Route(LEAD),
    "agreements:add-words": Route(LEAD),
    "agreements:simulator": Route(LEAD),
    # No agreement is held here: none of these is there for anybody.
    **{f"agreements:{name}": Route(NOBODY, {"slug": "none"}) for name in ("agreement", "words", "agree")},
    **{f"agreements:{name}": Route(NOBODY, {"slug": "none"}) for name in ("edit", "edit-words", "stop", "renew")},
    # Real figures, not invented ones: for those who hold a role (rule of practice 18).
    "insight:home": Route(ALL),
    "insight:catalogue": Route(ALL),
    "insight:documents": Route(ALL),
    "insight:feeds": Route(ALL),
    "insight:indicator": Route(ALL, {"slug": "women-share"}),
    "insight:area": Route(ALL, {"code": "X10000001"}),
    "insight:claim": Route(ALL, {"claim_id": CLAIM}),
    "insight:chart": Route(ALL, {"number": 1, "name": PurePath(chart_of(SVG)).stem}),
    "insight:table": Route(ALL, {"number": 1, "slug": "women-share"}),
    "insight:document": Route(ALL, {"number": 1, "name": "needs-assessment.html"}),
    # Programs, too: what is real for those who hold a role, and nothing for whoever does not say who they are.
    "insight:api-description": Route(EVERYBODY),
    "insight:api-release": Route(ALL),
    "insight:api-indicators": Route(ALL),
    "insight:api-indicator": Route(ALL, {"slug": "women-share"}),
    "insight:api-figures": Route(ALL, {"slug": "women-share"}),
    "insight:api-table": Route(ALL, {"slug": "women-share"}),
    "insight:api-areas": Route(ALL),
    "insight:api-area": Route(ALL, {"code": "X10000001"}),
    "insight:api-claim": Route(ALL, {"claim_id": CLAIM}),
    "insight:api-documents": Route(ALL),
    "insight:api-feeds": Route(ALL),
    # Counts under an agreement: nobody here is party to one.
    "insight:api-counts": Route(NOBODY, {"feed": "police-seizures"}),
    "insight:api-nothing": Route(NOBODY, {"rest": "nothing-of-this-name"}),
    "insight:desk-feeds": Route(ALL),
    "insight:desk-feed": Route(NOBODY, {"slug": "police-seizures"}),
    "insight:audiences": Route(ALL, {"slug": "needs-assessment"}),
    "insight:challenge": Route(ALL, {"claim_id": CLAIM}),
    "insight:sign-off": Route(READERS, {"number": 1, "slug": "needs-assessment"}),
    "scrutiny:challenges": Route(frozenset({"analyst"})),
    "scrutiny:challenge": Route(NOBODY, {"number": 99}),
    "tokens:tokens": Route(MAKERS),
    "tokens:new": Route(MAKERS),
    "tokens:revoke": Route(NOBODY, {"token": 99}, is_post=True),
    "desk": Route(ALL | {"no role"}),
    # The way in answers everybody alike; a link that nobody made leads nowhere.
    **{
        f"accounts:{name}": Route(EVERYBODY, is_way_in=True, is_post=is_post)
        for name, is_post in {
            **dict.fromkeys(("sign-in", "code", "again", "forgotten", "sign-out", "ask-passkey"), False),
            **dict.fromkeys(("set-up", "set-up-picture", "set-up-ask-passkey"), False),
            **dict.fromkeys(("passkey", "set-up-passkey"), True),
        }.items()
    },
    # No sign-in of elsewhere is set here.
    "openid_connect_login": Route(EVERYBODY, {"provider_id": "none"}, is_post=True, is_way_in=True),
    "openid_connect_callback": Route(EVERYBODY, {"provider_id": "none"}, is_way_in=True),
    "accounts:reset": Route(EVERYBODY, {"token": "made-up"}, is_way_in=True),
    "accounts:join": Route(EVERYBODY, {"token": "made-up"}, is_way_in=True),
    **{
        f"accounts:{name}": Route(ALL, is_post=is_post)
        for name, is_post in {
            **dict.fromkeys(("account", "device", "ask-new-passkey", "paper", "password"), False),
            **dict.fromkeys(("new-passkey", "everywhere"), True),
        }.items()
    },
    # Only while a device is being set up, and for those organisations alone in which somebody holds a role.
    "accounts:device-picture": Route(NOBODY),
    "accounts:act-for": Route(NOBODY, is_post=True),
    "accounts:passkey-gone": Route(ALL, {"key": 999}, is_post=True),
    "accounts:people": Route(ADMINISTRATOR),
    "accounts:organisations": Route(ADMINISTRATOR),
    "accounts:invitations": Route(ADMINISTRATOR),
    "accounts:person": Route(ADMINISTRATOR, {"key": 1}),
    "accounts:leave": Route(ADMINISTRATOR, {"key": 1}),
    "accounts:anew": Route(ADMINISTRATOR, {"key": 1}),
    "accounts:end-sessions": Route(ADMINISTRATOR, {"key": 1}, is_post=True),
    "accounts:end-all-sessions": Route(ADMINISTRATOR),
    "accounts:end-role": Route(ADMINISTRATOR, {"key": 1}, is_post=True),
    "accounts:withdraw": Route(ADMINISTRATOR, {"key": 1}, is_post=True),
    "directory:kept": Route(EDITORS),
    "directory:add": Route(KEEPERS),
    "directory:edit": Route(EDITORS, SERVICE),
    "directory:close": Route(EDITORS, SERVICE),
    "directory:confirm": Route(EDITORS, SERVICE, is_post=True),
    "oversight:acts": Route(LEAD),
    "oversight:check": Route(LEAD, is_post=True),
    "oversight:own": Route(ALL),
    "operations:messages": Route(ADMINISTRATOR),
    "operations:again": Route(NOBODY, {"pk": 99}, is_post=True),
    "operations:releases": Route(ANALYST),
    "operations:new_release": Route(ANALYST),
    "glass:break": Route(frozenset({"provider-worker"})),
    "glass:reviews": Route(LEAD),
    "glass:review": Route(NOBODY, {"pk": 99}),
}
