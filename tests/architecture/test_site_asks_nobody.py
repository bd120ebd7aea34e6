"""The site fetches no address, starts no program and runs no text: what could is named here, with why it may."""

import ast
import re

import pytest

from support.repository import ROOT, SOURCE, modules, named, repository_files

SITE = [path for path in modules() if path.is_relative_to(SOURCE / "apps") or path.is_relative_to(SOURCE / "site")]
FETCHES = {
    *("aiohttp", "ftplib", "http.client", "http.server", "httpx", "imaplib", "poplib", "requests", "smtplib"),
    *("socket", "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "websockets", "xmlrpc"),
}
RUNS = {"code", "ctypes", "marshal", "pickle", "pty", "shelve", "subprocess", "yaml", "xml", "lxml", "ldap"}
CALLS = {"eval", "exec", "compile", "__import__", "system", "popen", "mark_safe", "extra", "RawSQL"}
MAY = {
    "src/joinedup/apps/accounts/elsewhere.py": {"requests"},  # sign-ins that the settings name, by TLS alone
    "src/joinedup/apps/messages/sending.py": {"smtplib"},  # faults of the one server that the settings name
    # Whether its own port is free; a demonstration's worker, which is this same site.
    "src/joinedup/site/management/commands/serve.py": {"socket", "subprocess"},
    "src/joinedup/site/demonstration.py": {"subprocess"},  # this same site, to fill a demonstration; no argument varies
}
STATEMENTS = {
    "src/joinedup/site/health.py",
    "src/joinedup/apps/audit/migrations/0001_initial.py",
    "src/joinedup/apps/operations/dumping.py",
}
"""Where statements are given to the database as text: constants, or made of the names of our own tables."""
SCRIPTS = [path for path in repository_files() if path.suffix == ".js" and path.is_relative_to(ROOT / "frontend")]
TEMPLATES = [path for path in repository_files() if path.suffix == ".html" and path.is_relative_to(SOURCE)]
PAGES = [path for path in TEMPLATES if path.is_relative_to(SOURCE / "apps") or path.is_relative_to(SOURCE / "site")]


def imported(tree: ast.AST) -> set[str]:
    """Each module named in an import, with the packages that it lies in."""
    found = set()
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or "", *(f"{node.module}.{one.name}" for one in node.names)]
        for name in names:
            parts = name.split(".")
            found |= {".".join(parts[:length]) for length in range(1, len(parts) + 1)}
    return found


def called(tree: ast.AST) -> set[str]:
    """The last name of each thing called; `re.compile` and methods called `compile` are no compiling of text."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                names.add(node.func.id)
            elif isinstance(node.func, ast.Attribute) and node.func.attr != "compile":
                names.add(node.func.attr)
    return names


def faults_of(text: str) -> set[str]:
    tree = ast.parse(text)
    return (imported(tree) & (FETCHES | RUNS)) | (called(tree) & CALLS)


@pytest.mark.parametrize("path", SITE, ids=named)
def test_no_module_fetches_starts_or_runs_but_those_named(path):
    assert faults_of(path.read_text(encoding="utf-8")) <= MAY.get(named(path), set())


def test_the_check_would_find_a_planted_fault():
    assert faults_of("import requests") == {"requests"}
    assert faults_of("from urllib import request") == {"urllib.request"}
    assert faults_of("import os\nos.system('ls')") == {"system"}
    assert faults_of("import re\nre.compile('a')\nfrom urllib.parse import urlsplit") == set()


def test_statements_are_given_as_text_in_few_places_and_never_made_of_what_was_sent():
    for path in SITE:
        gives = {"execute", "executemany", "raw", "callproc"} & called(ast.parse(path.read_text(encoding="utf-8")))
        assert not gives or named(path) in STATEMENTS, f"{named(path)} gives statements as text: {gives}"


def test_the_check_against_forged_forms_is_left_out_for_the_interface_alone():
    """It answers GET and HEAD and nothing else."""
    without = [named(path) for path in SITE if "csrf_exempt" in path.read_text(encoding="utf-8")]
    assert without == ["src/joinedup/apps/insight/api/gate.py"]


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_no_template_switches_off_that_text_is_text(path):
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"\|\s*safe\b|autoescape|\{%\s*filter\s+safe|\|\s*safeseq", text)
    assert not re.findall(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|style=", text), "inline script or style"
    assert not re.findall(r"<input[^>]+type=\"?file|multipart", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_no_script_makes_markup_of_text_keeps_anything_or_listens_to_other_windows(path):
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text)
    assert not re.findall(r"localStorage|sessionStorage|indexedDB|document\.cookie|postMessage|WebSocket", text)
    assert not re.findall(r"__proto__|Object\.assign\(|\.prototype", text)


def test_no_pattern_is_made_of_what_was_sent():
    patterns = {"compile", "search", "match", "fullmatch", "sub", "split", "findall", "finditer"}
    for path in SITE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.func.attr in patterns:
                assert isinstance(node.args[0], ast.Constant), f"{named(path)}, line {node.lineno}"
        assert not re.search(r"__i?regex\b", path.read_text(encoding="utf-8")), named(path)
