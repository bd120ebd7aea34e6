"""The built look of the site: pinned by hash, our own name and type, and nothing fetched from anywhere."""

import json
import re

import pytest

from support.repository import ROOT, SOURCE

FRONT_END = ROOT / "frontend"
BUILT = SOURCE / "site" / "static" / "joinedup"


def test_every_part_is_pinned_by_its_hash_and_no_registry_is_named():
    lock = json.loads((FRONT_END / "package-lock.json").read_text(encoding="utf-8"))
    parts = {name: part for name, part in lock["packages"].items() if name}
    assert {"node_modules/govuk-frontend", "node_modules/sass"} <= set(parts)
    assert not [name for name, part in parts.items() if not part.get("integrity", "").startswith("sha512-")]
    assert not [name for name, part in parts.items() if "resolved" in part]
    assert "registry" not in json.dumps(lock)


def test_what_is_asked_for_is_what_is_locked():
    asked = json.loads((FRONT_END / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((FRONT_END / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert asked == {name: locked[f"node_modules/{name}"]["version"] for name in asked}


@pytest.mark.parametrize("name", ["site.css", "site.js", "govuk-frontend.min.js", "govuk-frontend-licence.txt"])
def test_set_up_has_built(name):
    assert (BUILT / name).stat().st_size > 1_000, "run: make setup"


def test_no_part_from_npm_lies_in_the_package():
    assert not list(SOURCE.rglob("node_modules"))


def test_styles_ask_for_our_own_fonts_and_for_nothing_else():
    styles = (BUILT / "site.css").read_text(encoding="utf-8")
    asked = re.findall(r"url\(\"?([^)\"]+)", styles)
    assert asked
    assert all(name.startswith("fonts/PublicSans-") and (BUILT / name).exists() for name in asked)
    assert (BUILT / "fonts" / "OFL.txt").exists()
    assert "@import" not in styles


def test_neither_crown_nor_type_of_the_government_is_taken():
    styles = (BUILT / "site.css").read_text(encoding="utf-8").casefold()
    assert not [word for word in ("gds transport", "crown", "crest", "govuk-header", "govuk-footer") if word in styles]


def test_scripts_run_no_text_and_name_no_address():
    scripts = (BUILT / "site.js").read_text(encoding="utf-8") + (BUILT / "govuk-frontend.min.js").read_text("utf-8")
    assert not re.findall(r"\beval\(|new Function\(|document\.write|sourceMappingURL", scripts)
    assert not re.findall(r"https?://(?!design-system\.service\.gov\.uk|www\.w3\.org)[\w.]+", scripts)
