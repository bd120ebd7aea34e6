"""The words of practice, over everything the product says and everything written about it by hand."""

import ast
import dataclasses
import re
from collections.abc import Iterator

import pytest

from joinedup.definitions.catalogue import indicators, record_measures
from joinedup.definitions.words import language
from joinedup.kinds.terms import faults, not_spelt_out
from support.declared import declared_documents
from support.repository import ROOT, SOURCE, modules, named, repository_files

PAGES = [path for path in repository_files() if path.suffix == ".md" and path.is_relative_to(ROOT)]
HOLDS_THE_WORDS = {"src/joinedup/definitions/language/terms.toml"}


def said_by(declared: object) -> Iterator[str]:
    """Every text in a declared object, whatever its fields are called; code lists and expressions are not text."""
    if isinstance(declared, str):
        yield declared
    elif isinstance(declared, (tuple, list)):
        for each in declared:
            yield from said_by(each)
    elif dataclasses.is_dataclass(declared):
        for field in dataclasses.fields(declared):
            if field.name != "example":
                yield from said_by(getattr(declared, field.name))


def listed(found):
    return "; ".join(f"'{phrase}': say {instead}" for phrase, instead in found)


@pytest.mark.parametrize("slug", sorted({*indicators(), *record_measures()}))
def test_indicators_speak_of_people_as_people(slug):
    text = " . ".join(said_by({**indicators(), **record_measures()}[slug]))
    assert not faults(text, language()), listed(faults(text, language()))
    assert not faults(slug.replace("-", " "), language())


@pytest.mark.parametrize("document", declared_documents(), ids=lambda document: document.slug)
def test_documents_speak_of_people_as_people(document):
    text = " . ".join(said_by(document))
    assert not faults(text, language()), listed(faults(text, language()))


def sentences_of(path) -> Iterator[tuple[int, str]]:
    """Every string of a module that reads like words, docstrings included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value.strip():
            yield node.lineno, node.value


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_messages_and_docstrings_use_none_of_the_words(path):
    found = [
        f"line {line}: {listed(wrong)}"
        for line, text in sentences_of(path)
        if (wrong := faults(text, language(), about_people=False))
    ]
    assert not found, "; ".join(found)


def test_declared_data_uses_none_of_the_words():
    wrong = {}
    for path in repository_files():
        is_data = path.suffix in (".toml", ".csv") and path.is_relative_to(SOURCE)
        if is_data and named(path) not in HOLDS_THE_WORDS:
            # Code lists quote official wordings; they are the publisher's and exempt as such where marked so.
            text = path.read_text(encoding="utf-8").replace('"', " ")
            if found := faults(text, language(), about_people=False):
                wrong[named(path)] = listed(found)
    assert not wrong


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_pages_use_none_of_the_words_and_spell_letters_out(path):
    text = re.sub(r"```.*?```", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = faults(text, language(), about_people=False)
    assert not found, listed(found)
    letters = not_spelt_out(text, language())
    assert not letters, f"spell out once: {letters}"


def test_the_check_would_find_a_planted_word():
    assert faults(" . ".join(said_by(("Opiate users", ["in treatment"]))), language())
