"""The reference page of partner feeds, written from their declarations."""

from collections.abc import Iterator

from joinedup.definitions.catalogue import feeds
from joinedup.intake.feed_rules import FEED_RULES
from joinedup.kinds.check_rule import ADVICE
from joinedup.kinds.feed import Feed, Field, Holds


def feed_page(generated: str) -> Iterator[str]:
    """Yield the page in pieces; `generated` says that it is not to be edited."""
    yield "# Feeds of partners\n"
    yield generated
    yield (
        f"{len(feeds())} feeds, each one file in `src/joinedup/definitions/feeds/`. A file is a CSV with the headers "
        "of its feed and a `FILE.toml` beside it that says who sends it and what it covers. Files of one feed add up; "
        "one that covers the time of another takes its place, and the old one can still be read as of its day.\n"
    )
    yield (
        "None of these feeds takes names, dates of birth, postcodes or client references. Columns that a feed does not "
        "declare are not read and not kept. Counts about real places come in only under an agreement that lists the "
        "feed, since a small count can be about one person.\n"
    )
    yield "| feed | sent by | one row counts | sent | oldest acceptable | holds | definition |"
    yield "|---|---|---|---|---|---|---|"
    for feed in feeds().values():
        yield (
            f"| [{feed.slug}](#{feed.slug}) | {feed.sent_by} | a {feed.period}, by {feed.place} | every {feed.cadence} "
            f"| {feed.oldest_days} days | {feed.holds} | {feed.source.status} |"
        )
    yield "\n## What every feed is checked for\n"
    yield "| rule | what is found | why it matters | what becomes of the row | to mend |\n|---|---|---|---|---|"
    for rule in FEED_RULES.values():
        becomes = "used, and said" if rule.severity in ADVICE else "set aside"
        yield f"| {rule.code} | {rule.title} | {rule.why} | {becomes} | {rule.mend} |"
    for feed in feeds().values():
        yield from _feed(feed)


def _feed(feed: Feed) -> Iterator[str]:
    yield f"\n## {feed.slug}\n"
    yield f"**{feed.title}.** {feed.why}\n"
    silent = "there were none" if feed.absent_is_none else "it is not known"
    event = "tells of one thing that happened" if feed.holds is Holds.EVENTS else "counts what happened"
    facts = {
        "sent by": feed.sent_by,
        "steward": feed.steward,
        "one row": f"{event} in one {feed.period}, by {feed.place}",
        "two rows are about the same thing where they share": ", ".join(f"`{one}`" for one in feed.tells_apart),
        "what has no row": silent,
        "marking": feed.marking,
        "definition": f"{feed.source.name} ({feed.source.status})",
        "doubt": feed.source.caveat,
        "as rows about people": feed.as_cases,
    }
    yield "| | |\n|---|---|"
    for name, text in facts.items():
        if text:
            yield f"| {name} | {text} |"
    yield "\n| column | what it says | written as | personal |\n|---|---|---|---|"
    for one in feed.fields:
        yield f"| `{one.header}` | {one.says} | {_written(one)} | {_personal(one)} |"
    yield "\nSound rows, as they stand in a file:\n"
    yield "```"
    yield ",".join(feed.headers)
    for row in feed.sound:
        yield ",".join(row[header] for header in feed.headers)
    yield "```\n"
    for row, rule in feed.offending:
        changed = [f"`{header}` is `{row[header]}`" for header in feed.headers if row[header] != feed.sound[0][header]]
        yield f"* {rule}: {', '.join(changed).replace('``', 'blank')}"
    for caveat in feed.caveats:
        yield f"* {caveat}"


def _written(one: Field) -> str:
    parts = [str(one.kind) if one.codes is None else ", ".join(f"`{code.code}`" for code in one.codes.codes)]
    parts += [f"never more than `{one.part_of}`"] if one.part_of else []
    parts += [f"at most {one.high:g}"] if one.high is not None else []
    parts += [f"`{mark}`: {says}" for mark, says in one.markers.items()]
    parts += [] if one.adds_up else ["does not add up to people across senders"]
    return "; ".join(parts).replace("|", "\\|")


def _personal(one: Field) -> str:
    if one.is_personal:
        return "read to tell rows apart, not kept"
    return "protected characteristic, as a group" if one.is_protected else "no"
