"""The partnership's own list of who is expected to send what."""

from datetime import date
from pathlib import Path

from joinedup.county.feed_plan import FEED_PLANS, NEVER_SENT
from joinedup.county.places import SERVICES


def write_expected(path: Path, *, since: date) -> None:
    """Write the list as TOML: every service and every partner, each expected since the same day."""
    expected = [
        (one.code, one.name, "ndtms-adult" if one.dataset == "AD" else "ndtms-young-people") for one in SERVICES
    ]
    expected += [(plan.sender, plan.sender_name, plan.feed) for plan in FEED_PLANS]
    expected += [(sender, name, feed) for feed, sender, name in NEVER_SENT]
    lines = [
        "# Who is expected to send which feed to the partnership, and since when. Synthetic.",
        f'source = "invented with the county"\nstatus = "local"\nas_of = {since.isoformat()}',
    ]
    for sender, name, feed in sorted(expected):
        lines.append(
            f'\n[[expected]]\nsender = "{sender}"\nsender_name = "{name}"\nfeed = "{feed}"\nsince = {since.isoformat()}'
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
