"""A chain of lines: sound as written, and every edit by someone without the key is told."""

import hashlib
import random
from dataclasses import replace

import pytest

from joinedup.core.chain import Head, Link, faults, following

KEY = b"k" * 32
ABOUT = "reads of one warehouse"


def chain(size=40, key=KEY, about=ABOUT):
    links, head = [], None
    for number in range(1, size + 1):
        links.append(following(key, head, f"read {number}", about=about))
        head = links[-1].head
    return links


def test_as_written_it_is_sound():
    links = chain()
    assert faults(KEY, links, [links[9].head, links[-1].head], about=ABOUT) == ()
    assert faults(KEY, [], [], about=ABOUT) == ()


def test_the_first_seal_as_worked_out_by_hand():
    import hmac

    said = f"{len(ABOUT)}|{ABOUT}|1|read 1".encode()
    assert chain(1)[0].seal == hmac.new(KEY, said, hashlib.sha256).hexdigest()


def test_another_key_and_another_chain_fit_nowhere():
    links = chain(3)
    assert len(faults(b"x" * 32, links, [], about=ABOUT)) == 3
    assert faults(KEY, links, [], about="another") == (
        "Line 1 is not as it was written, or the line before it is not.",
    )


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda links: links.__setitem__(6, replace(links[6], said="read 0")), "Line 7 is not as it was written"),
        (lambda links: links.pop(6), "After line 6 stands line 8"),
        (lambda links: links.insert(6, links[2]), "After line 6 stands line 3"),
        (lambda links: links.__setitem__(slice(4, 6), [links[5], links[4]]), "After line 4 stands line 6"),
        (lambda links: links.__delitem__(slice(30, None)), "What was written after line 30 was cut off"),
        (list.clear, "What was written after line 0 was cut off: there was a line 40."),
    ],
)
def test_each_kind_of_edit_says_where(edit, says):
    links = chain()
    heads = [links[9].head, links[-1].head]
    edit(links)
    assert any(says in one for one in faults(KEY, links, heads, about=ABOUT))


def test_a_chain_made_anew_with_the_key_does_not_fit_the_heads_kept():
    links = chain()
    head = links[19].head
    new, last = [], None
    for link in links:
        new.append(following(KEY, last, link.said.replace("read 7", "read 8"), about=ABOUT))
        last = new[-1].head
    assert faults(KEY, new, [], about=ABOUT) == ()
    assert faults(KEY, new, [head], about=ABOUT) == (
        "Line 20 is another than the one that ended the chain when its head was kept.",
    )


def test_a_thousand_edits_by_someone_without_the_key_are_each_told():
    whole = chain(30)
    heads = [whole[14].head, whole[-1].head]
    draw = random.Random(20261122)
    for _ in range(1000):
        links = list(whole)
        _spoil(links, draw)
        if links != whole:
            assert faults(KEY, links, heads, about=ABOUT), links


def _spoil(links, draw):
    """Edit as someone may who can write everything but lacks the key, and seals anew without it."""
    at, other = draw.randrange(len(links)), draw.randrange(len(links))
    kind = draw.choice(["say", "seal", "number", "drop", "repeat", "exchange", "cut", "reseal"])
    if kind == "say":
        links[at] = replace(links[at], said=links[other].said)
    elif kind == "seal":
        links[at] = replace(links[at], seal=links[other].seal)
    elif kind == "number":
        links[at] = replace(links[at], number=draw.randrange(40))
    elif kind == "drop":
        del links[at]
    elif kind == "repeat":
        links.insert(at, links[other])
    elif kind == "exchange":
        links[at], links[other] = links[other], links[at]
    elif kind == "cut":
        del links[at:]
    else:
        links[at:] = _resealed(links[:at], [f"{one.said}!" for one in links[at:]])


def _resealed(before, said):
    head = before[-1].head if before else None
    made: list[Link] = []
    for text in said:
        seal = hashlib.sha256(f"{head.seal if head else ABOUT}{text}".encode()).hexdigest()
        made.append(Link((head.number if head else 0) + 1, text, seal))
        head = Head(made[-1].number, seal)
    return made
