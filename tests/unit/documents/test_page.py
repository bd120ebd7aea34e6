import re
from html.parser import HTMLParser

from support.rendered import page
from support.sample_report import claims


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def _tags() -> list[tuple[str, dict[str, str]]]:
    reader = _Reader()
    reader.feed(page())
    return reader.found


def test_ids_are_unique_and_every_link_lands() -> None:
    ids = [attributes["id"] for _, attributes in _tags() if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {attributes["href"] for tag, attributes in _tags() if tag == "a"}
    assert all(target.startswith("#") and target[1:] in ids for target in targets)
    named = [attributes["aria-labelledby"] for _, attributes in _tags() if "aria-labelledby" in attributes]
    assert all(one in ids for names in named for one in names.split())


def test_nothing_is_fetched_and_nothing_runs() -> None:
    tags = _tags()
    assert not {"script", "link", "iframe", "object"} & {tag for tag, _ in tags}
    assert not [one for _, attributes in tags for one in attributes if one.startswith("on")]
    loaded = [attributes[name] for _, attributes in tags for name in ("src", "xlink:href") if name in attributes]
    assert loaded == []
    assert not re.search(r"url\((?!data:font|#)", page())


def test_every_number_of_a_claim_is_a_link_to_its_evidence() -> None:
    for claim in claims()[:2]:
        for text, is_number in claim.parts:
            if is_number:
                assert re.search(rf'<a class="n"[^>]* href="#claim-[^"]+"[^>]*>{re.escape(text)}</a>', page()), text


def test_charts_are_named_drawings_with_their_numbers_behind_them() -> None:
    drawings = [attributes for tag, attributes in _tags() if tag == "svg"]
    assert len(drawings) == 8, "four charts, each for wide and narrow screens"
    assert all(one["role"] == "img" and one["aria-labelledby"] for one in drawings)
    assert page().count("<details>") == 4
    assert "hidden</td>" in page()


def test_the_page_says_its_language_and_that_it_is_synthetic() -> None:
    assert '<html lang="en-GB">' in page()
    assert "<title>Synthetic: " in page()
    assert page().index('class="banner"') < page().index('id="headlines"')


def test_markup_in_words_stays_words() -> None:
    assert "&lt;b&gt;*bold*&lt;/b&gt; &amp; #let" in page()
