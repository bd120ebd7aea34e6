"""Every variable that the site reads is on the page for whoever runs it, and none that it does not read."""

import ast

from support.repository import ROOT, SOURCE

PAGE = ROOT / "docs" / "how-to" / "serve-the-site.md"


def read_by_the_site() -> set[str]:
    found = set()
    for path in (SOURCE / "site").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("JOINEDUP_"):
                found.add(node.value.split()[0].rstrip(":,."))
    return found


def test_each_variable_of_the_environment_is_on_the_page():
    said = {word.strip("`,|").split("=")[0] for word in PAGE.read_text(encoding="utf-8").split()}
    assert read_by_the_site() == {word for word in said if word.startswith("JOINEDUP_")}
