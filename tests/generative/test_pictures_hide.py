"""Maps and funnels of every authority: what is hidden leaves no mark, moves no axis and is in no cell or word."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.core.place import ENGLAND
from joinedup.documents.behind import all_behind, named_behind
from joinedup.documents.charts.draw import spec_of
from joinedup.documents.charts.funnelscale import scale_of
from joinedup.documents.charts.layout import NARROW, SLIDE, WIDE
from joinedup.documents.reading import notes_under
from joinedup.documents.report import Part
from support.claiming import hidden
from support.everywhere import CITY, EVERYONE, RATE, open_rate, picture
from support.sample_report import SECRET

PLACES = EVERYONE[:16]
COUNTS = st.lists(st.integers(0, 90), min_size=len(PLACES), max_size=len(PLACES))
UNSEEN = st.sets(st.sampled_from(range(len(PLACES))), max_size=5)
LAYOUTS = st.sampled_from([WIDE, NARROW, SLIDE])
KINDS = st.sampled_from([("tiles", "fifths"), ("tiles", "limits"), ("funnel", "fifths")])


def _figures(counts, unseen, *, kept=True):
    held = []
    for at, (place, count) in enumerate(zip(PLACES, counts, strict=True)):
        if at not in unseen:
            held.append(open_rate(place, count, 50_000 * (at + 1)))
        elif kept:
            held.append(hidden(RATE.slug, place))
    return [*held, open_rate(ENGLAND, 2_000, 20_000_000)]


def _numbers(part):
    """Every number that a drawing's records hold."""
    if isinstance(part, dict):
        return [one for value in part.values() for one in _numbers(value)]
    if isinstance(part, list):
        return [one for value in part for one in _numbers(value)]
    return [part] if isinstance(part, int | float) and not isinstance(part, bool) else []


@settings(max_examples=40, deadline=None)
@given(COUNTS, UNSEEN, KINDS, LAYOUTS)
def test_there_are_as_many_marks_as_figures_that_can_be_seen(counts, unseen, kind, layout):
    chart = picture(kind[0], _figures(counts, unseen), shaded_by=kind[1])
    layers = spec_of(chart, layout)["layer"]
    drawn = len(PLACES) - len(unseen)
    if kind[0] == "tiles":
        marks = [shade.mark for shade in chart.shades]
        letters = layers[3]["data"]["values"]
        assert [one["lines"][0] in marks for one in letters] == [True] * drawn
        assert len(layers[0]["data"]["values"]) == drawn
        assert len(layers[1]["data"]["values"]) == len(unseen)
    else:
        scale = scale_of(chart, layout)
        dots = [one for layer in layers if layer["mark"]["type"] == "point" for one in layer["data"]["values"]]
        assert sum(one["y"] <= scale.high for one in dots if one["x"] <= scale.wide) == drawn


@settings(max_examples=40, deadline=None)
@given(COUNTS, UNSEEN, LAYOUTS)
def test_a_hidden_authority_moves_no_dot_and_no_axis(counts, unseen, layout):
    with_it, without = (picture("funnel", _figures(counts, unseen, kept=kept)) for kept in (True, False))
    assert scale_of(with_it, layout) == scale_of(without, layout)
    assert with_it.bounds == without.bounds
    assert with_it.further == without.further
    assert spec_of(with_it, layout) == spec_of(without, layout)


@settings(max_examples=30, deadline=None)
@given(COUNTS, UNSEEN, st.sampled_from(["fifths", "limits"]))
def test_the_others_have_the_marks_they_would_have_without_a_hidden_authority(counts, unseen, by):
    with_it, without = (picture("tiles", _figures(counts, unseen, kept=kept), shaded_by=by) for kept in (True, False))
    marks = {spot.name: spot.shade for spot in without.spots if spot.value is not None}
    assert {spot.name: spot.shade for spot in with_it.spots if spot.value is not None} == marks


@settings(max_examples=30, deadline=None)
@given(COUNTS, UNSEEN, KINDS)
def test_a_hidden_authority_has_a_word_and_no_number_in_the_tables(counts, unseen, kind):
    chart = picture(kind[0], _figures(counts, unseen | {1}), shaded_by=kind[1])
    assert PLACES[1] == CITY
    names = {PLACES[at].name for at in unseen | {1}}
    rows = {row[0].text: row[1:] for row in all_behind(chart).rows}
    for name in names:
        assert rows[name][0].text == "hidden"
        assert all(cell.number is None and cell.claim_id is None for cell in rows[name])
        assert not any(letter.isdigit() for cell in rows[name] for letter in cell.text)
    short = named_behind(chart)
    assert {row[0].text: row[1].text for row in short.rows}["Quillhaven"] == "hidden"
    assert all(cell.claim_id for row in short.rows for cell in row if cell.number is not None)


@settings(max_examples=25, deadline=None)
@given(COUNTS, st.sampled_from(range(1, len(PLACES))), KINDS, LAYOUTS)
def test_nothing_tells_two_hidden_values_apart(counts, at, kind, layout):
    """The same country with another value behind the curtain makes the same picture, words and tables."""
    told = []
    for secret in (SECRET, 3):
        behind = [*counts[:at], secret, *counts[at + 1 :]]
        chart = picture(kind[0], _figures(behind, {at}), shaded_by=kind[1])
        told.append((json.dumps(spec_of(chart, layout)), chart.alt, notes_under(chart), all_behind(chart)))
    assert told[0] == told[1]
    assert SECRET not in _numbers(json.loads(told[0][0]))


@settings(max_examples=20, deadline=None)
@given(COUNTS, KINDS, LAYOUTS)
def test_a_number_on_the_picture_or_in_its_words_belongs_to_a_named_place_with_a_claim(counts, kind, layout):
    chart = picture(kind[0], _figures(counts, set()), shaded_by=kind[1])
    opened = {spot.said for spot in chart.spots if spot.claim_id}
    for spot in chart.spots:
        if spot.part is Part.OTHER:
            assert spot.name not in chart.alt
            assert f'"{spot.name}' not in json.dumps(spec_of(chart, layout))
    assert opened
