"""Every definition is whole: it has an example, a source, and what its document asks for exists."""

from joinedup.definitions.catalogue import indicators, record_measures
from joinedup.kinds.indicator import Base, Unit
from support.declared import declared_documents


def test_there_are_forty_indicators_or_more():
    assert len(indicators()) >= 40


def test_every_indicator_has_a_worked_example_with_an_answer_typed_by_hand():
    for slug, indicator in indicators().items():
        assert indicator.example.rows, slug
        if indicator.unit is Unit.COUNT:
            assert indicator.example.numerator is not None, f"{slug}: the example needs its count"
        else:
            assert indicator.example.value is not None, f"{slug}: the example needs its value"


def test_every_example_on_journeys_holds_a_missing_answer():
    for slug, indicator in indicators().items():
        if indicator.base is Base.JOURNEY:
            assert any(value is None for row in indicator.example.rows for value in row.values()), slug


def test_every_indicator_says_where_its_definition_comes_from_and_how_sure_that_is():
    for slug, indicator in indicators().items():
        assert indicator.source.name.strip(), slug
        assert indicator.source.status, slug


def test_a_measure_of_records_and_an_indicator_are_never_called_alike():
    assert not set(indicators()) & set(record_measures())
    assert all(one.base is Base.EPISODE for one in record_measures().values())
    assert all(one.base is not Base.EPISODE for one in indicators().values())


def test_documents_ask_only_for_indicators_that_exist():
    assert declared_documents()
    for document in declared_documents():
        unknown = sorted(set(document.indicators) - {*indicators(), *record_measures()})
        assert not unknown, f"{document.slug} asks for indicators that do not exist: {unknown}"
