import json
from dataclasses import replace

import pytest

from joinedup.core.refusal import Refusal
from joinedup.shelf.plain import many_from, one_from, to_bytes
from joinedup.shelf.reading import open_version
from joinedup.shelf.records import AreaRow, AreaSection, AreaSheet, Card, ShelfFigure, ShelfTable
from support.shelving import put

SHOWN = ShelfFigure(
    *("women-share", "X10000001", "Thornmarch", "2021-04-01", "2022-04-01", "2021/22", ("sex", "female")),
    *("shown", "34%", "31% to 37%", "300 of 889", "96%", "", "X1:women-share:share@2021/22"),
    *(33.7, 30.7, 36.9, 300.0, 889.0),
)
HIDDEN = ShelfFigure(
    *("women-share", "X10000001", "Thornmarch", "2021-04-01", "2022-04-01", "2021/22", None, "hidden", "hidden")
)


@pytest.mark.parametrize(
    "told",
    [
        *({name: 4.0} for name in ("value", "low", "high", "numerator", "denominator")),
        *({name: "4"} for name in ("interval", "counts", "recorded")),
    ],
)
@pytest.mark.parametrize("showing", ["hidden", "absent"])
def test_a_hidden_figure_cannot_be_made_with_a_number(told, showing):
    with pytest.raises(ValueError, match="must not carry a number"):
        replace(HIDDEN, showing=showing, **told)


def test_a_file_that_gives_a_hidden_figure_a_number_is_not_read():
    plain = json.loads(to_bytes(HIDDEN))
    with pytest.raises(ValueError, match="must not carry a number"):
        one_from(ShelfFigure, json.dumps(plain | {"numerator": 4.0}).encode())


def test_records_come_back_as_they_were():
    row = AreaRow("women-share", "Women", SHOWN, None, True)
    sheet = AreaSheet("X1", "Thornmarch", "2021/22", (AreaSection("s", "S", (), (row, replace(row, england=HIDDEN))),))
    assert one_from(AreaSheet, to_bytes(sheet)) == sheet
    table = ShelfTable("c", ("a", "b"), (("x", "1"),), (1,))
    assert many_from(ShelfTable, to_bytes((table, table))) == (table, table)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda held: held.pop("note"),
        lambda held: held.update(more=1),
        lambda held: held.update(value="33.7"),
        lambda held: held.update(text=None),
        lambda held: held.update(group=["sex"]),
        lambda held: held.update(group="sex"),
        lambda held: held.update(value=True),
    ],
)
def test_what_is_not_of_the_kind_is_refused(spoil):
    held = json.loads(to_bytes(SHOWN))
    spoil(held)
    with pytest.raises(ValueError, match=r"fields of|was expected|shorter|longer"):
        one_from(ShelfFigure, json.dumps(held).encode())


def test_a_file_of_another_kind_is_a_sentence(tmp_path):
    put(tmp_path / "released", {"catalogue.json": b"[{}]", "areas/a.json": b"no json"})
    version = open_version(tmp_path / "released")
    with pytest.raises(Refusal, match=r"catalogue\.json of released version 1 is not one that this program can read"):
        version.many(Card, "catalogue.json")
    with pytest.raises(Refusal, match="not one that this program can read"):
        version.one(AreaSheet, "areas/a.json")
