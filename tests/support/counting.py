"""Counts-only files drawn small, the sender's key, and an agreement that names it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from joinedup.core.period import Period
from joinedup.definitions.catalogue import definition_versions
from joinedup.intake.signing import SigningKey
from joinedup.kinds.agreement import Agreement
from joinedup.kinds.party import Party
from joinedup.kinds.provider_counts import ALL_ROWS, SET_ASIDE, WITHOUT_CONSENT, Count, ProviderCounts, RowCount, What
from support.agreements import SIGNED_ON, whole, whole_toml

AT = datetime(2026, 4, 20, 12, tzinfo=UTC)
KEY = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
OTHER_KEY = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33))))
IN_ALCOHOL = "adults-in-alcohol-treatment"
WOMEN = "women-share-alcohol"


def person_count(
    number: int | None = 40, *, indicator: str = IN_ALCOHOL, area: str = "X10000001", **more: Any
) -> Count:
    """Return a count of people in 2021/22."""
    return Count(indicator, more.pop("year", "2021/22"), area, What.PEOPLE, number, more.pop("of", None), **more)


def counts(*given: Count, **more: Any) -> ProviderCounts:
    """Return a whole file, unsigned, with `given` counts or two of its own."""
    told = given or (person_count(), person_count(12, indicator=WOMEN, of=40))
    file = ProviderCounts(
        sender="X0001",
        sender_name="Recovery service",
        feed="ndtms-adult",
        letter="R",
        extract_on=date(2026, 4, 15),
        covers=Period(date(2021, 4, 1), date(2026, 4, 1)),
        rules_version="0123456789abcdef",
        definitions={one.indicator: definition_versions().get(one.indicator, "0" * 12) for one in told},
        counts=tuple(sorted(told, key=lambda one: one.key)),
        checked=(
            RowCount(ALL_ROWS, "", 900),
            RowCount(SET_ASIDE, "born-after-triage", 7),
            RowCount(WITHOUT_CONSENT, "", None),
        ),
    )
    return replace(file, **more)


def agreement(*, sender: str = "X0001", key: str | None = KEY.public, **more: Any) -> Agreement:
    """Return an agreement under which a sender's counts may come in."""
    said: Mapping[str, Any] = {
        "id": "county-2026",
        "parties": (
            Party("County council", "controller", "Senior information risk owner", kind="council", signed_on=SIGNED_ON),
            Party(
                *("Recovery service", "joint controller", "Caldicott guardian", (sender,), key),
                kind="care",
                signed_on=SIGNED_ON,
                arrangement="each answers for its own part",
            ),
        ),
        "purposes": ("needs-assessment",),
        "feeds": ("ndtms-adult-counts",),
        "article_6": "6(1)(e)",
        "article_9": "9(2)(h)",
        "common_law": "counts only",
        "dpia": "DPIA-12",
        "valid_from": datetime(2026, 4, 1, tzinfo=UTC),
        "valid_to": datetime(2026, 6, 1, tzinfo=UTC),
    }
    feeds = more.get("feeds", said["feeds"])
    return Agreement(**(said | whole(feeds) | more))


def write_agreement(path: Path, keys: Mapping[str, str | None], *, until: str = "2026-06-01", more: str = "") -> Path:
    """Write an agreement whose parties send as the codes in `keys`, each with its public key (None: without one)."""
    parties = "".join(
        f'[[parties]]\nname = "Service {code}"\nrole = "joint controller"\nsignatory = "Caldicott guardian"\n'
        'kind = "care"\nsigned_on = 2026-01-09\narrangement = "each answers for its own part"\n'
        f'sender = "{code}"\n' + (f'signing_key = "{key}"\n' if key else "")
        for code, key in keys.items()
    )
    path.write_text(
        'id = "county-2026"\npurposes = ["needs-assessment"]\n'
        'feeds = ["ndtms-adult", "ndtms-adult-counts", "ndtms-young-people-counts"]\n'
        'article_6 = "6(1)(e)"\narticle_9 = "9(2)(h)"\ncommon_law = "counts only"\ndpia = "DPIA-12"\n'
        f"valid_from = 2026-04-01\nvalid_to = {until}\n{more}"
        f"{whole_toml('ndtms-adult', 'ndtms-adult-counts', 'ndtms-young-people-counts')}"
        '[[parties]]\nname = "County council"\nrole = "controller"\nsignatory = "Senior information risk owner"\n'
        f'kind = "council"\nsigned_on = 2026-01-09\n{parties}'
    )
    return path
