"""The reference page of sharing: who can reach what at most, on what it rests, and what an agreement must say."""

from collections.abc import Iterator

from joinedup.kinds.agreement import KINDS
from joinedup.kinds.agreement_parts import PARTS
from joinedup.kinds.party import ORGANISATION_KINDS
from joinedup.sharing.handling import CODES
from joinedup.sharing.item_kinds import ITEM_KINDS, Basis
from joinedup.sharing.purposes import PURPOSES
from joinedup.sharing.roles import ROLES
from joinedup.sharing.state import WARNED_DAYS


def sharing_page(generated: str) -> Iterator[str]:
    """Yield the page in pieces; `generated` says that it is not to be edited."""
    yield "# Sharing\n"
    yield generated
    yield (
        "One function (`joinedup.sharing.answer`) is there to be asked before anything restricted is shown, by "
        "whichever route: who asks, for what, which item, under which agreements, at which instant. `joinedup "
        "agreement explain` says what it would answer and why.\n"
    )
    yield "## Who can reach what at most\n"
    yield (
        "No agreement gives a role more than this. An account with several roles reaches what any of them reaches, "
        "save what is behind the police wall: that it loses with one law-enforcement role, organisation or purpose.\n"
    )
    yield f"| | {' | '.join(role.title for role in ROLES.values())} |"
    yield f"|---|{'---|' * len(ROLES)}"
    for kind in ITEM_KINDS.values():
        cells = " | ".join(_reach(kind.slug, role) for role in ROLES)
        yield f"| {kind.title} | {cells} |"
    yield from _kinds()
    yield from _purposes()
    yield from _agreements()


def _reach(kind: str, role: str) -> str:
    is_reached = ITEM_KINDS[kind].basis is Basis.OPEN or kind in ROLES[role].reaches
    return "at most" if is_reached else "never"


def _kinds() -> Iterator[str]:
    yield "\n## What opening each rests on\n"
    yield "| item | as asked for | rests on | behind the police wall | in an emergency agreement | may break glass |"
    yield "|---|---|---|---|---|---|"
    for kind in ITEM_KINDS.values():
        asked = f"`{kind.slug}:FEED:FIELD`" if kind.is_of_feed else f"`{kind.slug}`"
        signs = " | ".join(_yes(one) for one in (kind.is_walled, kind.in_emergency, kind.breaks_glass))
        yield f"| {kind.title} | {asked} | {kind.basis} | {signs} |"
    glass = ", ".join(role.title for role in ROLES.values() if role.is_direct_care)
    yield (
        f"\nGlass is broken by direct-care roles only ({glass}), for direct care, with a reason; it lifts what the "
        "purposes and fields of a live agreement leave out, and no lapse, ceiling or wall. The Caldicott Guardian "
        "reviews it on the next working day and the person is told, unless that is unsafe.\n"
    )
    yield "What was given for law enforcement keeps its originator's handling code (from knowledge, not verified):\n"
    for code, says in CODES.items():
        yield f"* {code}: {says}"


def _purposes() -> Iterator[str]:
    yield "\n## Purposes\n"
    yield "A purpose that is not here reaches nothing that an agreement gives.\n"
    yield "| purpose | for | law enforcement |\n|---|---|---|"
    for purpose in PURPOSES.values():
        yield f"| `{purpose.slug}` | {purpose.title} | {_yes(purpose.is_law_enforcement)} |"


def _agreements() -> Iterator[str]:
    yield "\n## What an agreement must say\n"
    yield (
        "Its parties, purposes, feeds, Article 6 and Article 9 conditions, common-law basis, impact assessment and the "
        "instants between which it holds; and the parts below. Without one that its kind needs it is a draft, opens "
        "nothing and says what it lacks.\n"
    )
    yield f"| part | what it says | {' | '.join(KINDS)} |\n|---|---|{'---|' * len(KINDS)}"
    for part in PARTS:
        yield f"| `{part.field}` | {part.says} | {' | '.join(_yes(kind in part.needed_by) for kind in KINDS)} |"
    yield "| `shares` | the kinds of items that are shared, of which feed, each field with its reason | yes | yes |"
    yield "\nEach party says what kind of organisation it is; the post that answers for it there signs, with the day."
    yield "A joint controller sums up its arrangement, a processor names its contract.\n"
    yield "| kind | organisation | signed by | law enforcement |\n|---|---|---|---|"
    for kind in ORGANISATION_KINDS.values():
        yield f"| `{kind.slug}` | {kind.title} | {kind.signs[0]} | {_yes(kind.is_law_enforcement)} |"
    days = ", ".join(str(days) for days in WARNED_DAYS)
    yield (
        "\nWhat an agreement is (draft, live, lapsed, withdrawn, expired) is worked out for an instant and nowhere "
        f"stored. Its end is warned of {days} days before, from UK midnight. A party of one that has stopped is told "
        "why; to everyone else what is refused does not exist."
    )


def _yes(whether: bool) -> str:
    return "yes" if whether else "no"
