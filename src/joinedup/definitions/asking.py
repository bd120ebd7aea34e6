"""Short ways of asking, so that a document's sections read as lists of what they are about."""

from joinedup.kinds.document import Ask, ClaimKind, Versus


def count(*slugs: str) -> tuple[Ask, ...]:
    """Ask how many there were."""
    return tuple(Ask(ClaimKind.COUNT, slug) for slug in slugs)


def level(*slugs: str) -> tuple[Ask, ...]:
    """Ask for rates, averages, scores and shares of an estimate."""
    return tuple(Ask(ClaimKind.LEVEL, slug) for slug in slugs)


def share(*slugs: str) -> tuple[Ask, ...]:
    """Ask what part of those asked about."""
    return tuple(Ask(ClaimKind.SHARE, slug) for slug in slugs)


def against(slug: str, versus: Versus = Versus.ENGLAND, *, headline: bool = False) -> Ask:
    """Ask for a comparison with England, or with another place."""
    return Ask(ClaimKind.COMPARISON, slug, versus, is_headline=headline)


def change(slug: str, *, headline: bool = False) -> Ask:
    """Ask whether it changed from the period before."""
    return Ask(ClaimKind.CHANGE, slug, Versus.PREVIOUS, is_headline=headline)


def gap(slug: str, by: str, one: str, other: str) -> tuple[Ask, Ask]:
    """Ask for a gap between two groups, and whether it has grown since the year before."""
    groups = (one, other)
    return Ask(ClaimKind.GAP, slug, by=by, groups=groups), Ask(ClaimKind.GAP_CHANGE, slug, by=by, groups=groups)


def trend(*slugs: str) -> tuple[Ask, ...]:
    """Ask how yearly figures run over five years: of starts, exits and deaths, which no two years share."""
    return tuple(Ask(ClaimKind.TREND, slug) for slug in slugs)


def rank(*slugs: str) -> tuple[Ask, ...]:
    """Ask where each place stands, which is told of three or more."""
    return tuple(Ask(ClaimKind.RANK, slug) for slug in slugs)
