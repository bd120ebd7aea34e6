"""The self-assessment against OWASP ASVS 5.0.0 (levels 1 and 2): read from `docs/asvs/`, and written as a page.

The numbers are OWASP's; what each asks for is said in our own words.
"""

import ast
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache

from support.repository import ROOT

FOLDER = ROOT / "docs" / "asvs"
STANDARD = "https://owasp.org/www-project-application-security-verification-standard/"
VERDICTS = ("held", "partly", "not", "does not apply")
LEVELS = """
1.1: 2 2 | 1.2: 1 1 1 1 1 2 2 2 2 3 | 1.3: 1 1 2 2 2 2 2 2 2 2 2 3 | 1.4: 2 2 2 | 1.5: 1 2 3
2.1: 1 2 2 | 2.2: 1 1 2 | 2.3: 1 2 2 2 3 | 2.4: 2 3
3.1: 3 | 3.2: 1 1 3 | 3.3: 1 2 2 2 3 | 3.4: 1 1 2 2 2 2 3 3 | 3.5: 1 1 1 2 2 3 3 3 | 3.6: 3 | 3.7: 2 2 3 3 3
4.1: 1 2 2 3 3 | 4.2: 2 3 3 3 3 | 4.3: 2 2 | 4.4: 1 2 2 2
5.1: 2 | 5.2: 1 1 2 3 3 3 | 5.3: 1 1 3 | 5.4: 2 2 2
6.1: 1 2 2 | 6.2: 1 1 1 1 1 1 1 1 2 2 2 2 | 6.3: 1 1 2 2 3 3 3 3 | 6.4: 1 1 2 2 3 3 | 6.5: 2 2 2 2 2 3 3 3
6.6: 2 2 2 3 | 6.7: 3 3 | 6.8: 2 2 2 2
7.1: 2 2 2 | 7.2: 1 1 1 1 | 7.3: 2 2 | 7.4: 1 1 2 2 2 | 7.5: 2 2 3 | 7.6: 2 2
8.1: 1 2 3 3 | 8.2: 1 1 2 3 | 8.3: 1 3 3 | 8.4: 2 3
9.1: 1 1 1 | 9.2: 1 2 2 2
10.1: 2 2 | 10.2: 2 2 3 | 10.3: 2 2 2 2 3 | 10.4: 1 1 1 1 1 2 2 2 2 2 2 3 3 3 3 3 | 10.5: 2 2 2 2 2 | 10.6: 2 2
10.7: 2 2 2
11.1: 2 2 3 3 | 11.2: 2 2 2 3 3 | 11.3: 1 1 2 3 3 | 11.4: 1 2 2 2 | 11.5: 2 3 | 11.6: 2 3 | 11.7: 3 3
12.1: 1 2 2 3 3 | 12.2: 1 1 | 12.3: 2 2 2 2 3
13.1: 2 3 3 3 | 13.2: 2 2 2 2 2 3 | 13.3: 2 2 3 3 | 13.4: 1 2 2 2 2 3 3
14.1: 2 2 | 14.2: 1 2 2 2 3 3 3 3 | 14.3: 1 2 2
15.1: 1 2 2 3 3 | 15.2: 1 2 2 3 3 | 15.3: 1 2 2 2 2 2 2 | 15.4: 3 3 3 3
16.1: 2 | 16.2: 2 2 2 2 2 | 16.3: 2 2 2 2 | 16.4: 2 2 2 | 16.5: 2 2 2 3
17.1: 2 3 | 17.2: 2 2 2 2 3 3 3 3 | 17.3: 2 2
"""
"""The levels of each section's requirements in their order, as OWASP numbers them."""


def asked() -> dict[str, int]:
    """The level of each requirement of level 1 and 2, by its number."""
    found = {}
    for part in LEVELS.replace("\n", "|").split("|"):
        section, _, levels = part.strip().partition(": ")
        for number, level in enumerate(levels.split(), 1):
            found[f"{section}.{number}"] = int(level)
    return {number: level for number, level in found.items() if level < 3}


@dataclass(frozen=True)
class Requirement:
    """One requirement: what it asks for, whether we hold it, how, and the tests that would notice if we did not."""

    number: str
    level: int
    asks: str
    verdict: str
    how: str
    tests: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[int, ...]:
        """Where it stands in the order of numbers."""
        return tuple(map(int, self.number.split(".")))


@dataclass(frozen=True)
class Chapter:
    """A chapter under its own number, with a title of ours."""

    number: int
    title: str
    requirements: tuple[Requirement, ...]


def chapters() -> tuple[Chapter, ...]:
    """Every chapter that is written down, in order."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        held = tomllib.loads(path.read_text(encoding="utf-8"))
        title = held.pop("title")
        each = [Requirement(number, **{**said, "tests": tuple(said.get("tests", ()))}) for number, said in held.items()]
        found.append(Chapter(int(path.stem), title, tuple(sorted(each, key=lambda one: one.place))))
    return tuple(found)


@cache
def tests_in(path: str) -> frozenset[str]:
    """The names of the tests in a file of this repository; none where there is no such file."""
    file = ROOT / path
    if not file.is_file():
        return frozenset()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def exists(test: str) -> bool:
    """Whether a test is there, as `path::name`."""
    path, _, name = test.partition("::")
    return name.startswith("test_") and name in tests_in(path)


def page() -> str:
    """The page: counts, then the gaps, then all."""
    told = chapters()
    every = [one for chapter in told for one in chapter.requirements]
    gaps = sorted((one for one in every if one.verdict in ("not", "partly")), key=lambda one: (one.verdict, one.place))
    lines = [
        "# How the site stands against OWASP ASVS 5.0.0, level 2",
        "",
        "Written by `tests/support/written_pages.py` from `docs/asvs/`: change it there. It is our own look at us:",
        "nobody from outside has tested the site. The numbers are those of the",
        f"[Application Security Verification Standard]({STANDARD});",
        "what each asks for is said in our own words, so read theirs beside it. A requirement is *held* only where a",
        "test would notice if it were not. This is about the site: what the command line takes has",
        "[rules of its own](reference/feeds.md). What guards what: [safety](security.md).",
        "",
        *_counts(told),
        "",
        "## Gaps",
        "",
        *(
            f"- **{one.number}** {one.verdict}. Asked: {one.asks[0].lower()}{one.asks[1:]}. Here: {one.how}"
            for one in gaps
        ),
    ]
    for chapter in told:
        lines += ["", f"## {chapter.number}. {chapter.title}", "", *_table(chapter)]
    return "\n".join(lines) + "\n"


def _counts(told: tuple[Chapter, ...]) -> list[str]:
    lines = [f"| chapter | {' | '.join(VERDICTS)} |", f"|---|{'---:|' * len(VERDICTS)}"]
    total: Counter[str] = Counter()
    for chapter in told:
        counted = Counter(one.verdict for one in chapter.requirements)
        total += counted
        lines.append(f"| {chapter.number}. {chapter.title} | {' | '.join(str(counted[one]) for one in VERDICTS)} |")
    return [*lines, f"| **all {sum(total.values())}** | {' | '.join(f'**{total[one]}**' for one in VERDICTS)} |"]


def _table(chapter: Chapter) -> list[str]:
    lines = ["| number | level | asks | verdict | how, and the tests |", "|---|---|---|---|---|"]
    for one in chapter.requirements:
        tests = " ".join(f"`{_short(test)}`" for test in one.tests)
        lines.append(f"| {one.number} | {one.level} | {one.asks} | {one.verdict} | {one.how} {tests}".rstrip() + " |")
    return lines


def _short(test: str) -> str:
    path, _, name = test.partition("::")
    return f"{path.rpartition('/')[2].removesuffix('.py')}::{name.removeprefix('test_')}"
