"""Generated pages are current, and pages link only to what exists."""

import re

import pytest

from joinedup.definitions.reference import pages
from support.repository import ROOT, named, repository_files

REFERENCE = ROOT / "docs" / "reference"
LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")
PAGES = [path for path in repository_files() if path.suffix == ".md"]


@pytest.mark.parametrize("name", sorted(pages()))
def test_reference_pages_are_current(name):
    held = REFERENCE / name
    assert held.exists(), "run: python -m joinedup.definitions.reference docs/reference"
    current = held.read_text(encoding="utf-8") == pages()[name]
    assert current, f"docs/reference/{name} is stale: run python -m joinedup.definitions.reference docs/reference"


def test_no_reference_page_is_left_over():
    assert {path.name for path in REFERENCE.glob("*.md")} == set(pages())


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_links_between_pages_lead_somewhere(path):
    text = re.sub(r"```.*?```", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    missing = [link for link in LINK.findall(text) if not (path.parent / link).exists()]
    assert not missing
