"""Codes to the reporting groups that the declared code lists put them in."""

from collections.abc import Mapping, Sequence
from typing import Any

import ibis

from joinedup.kinds.parameters import CodeList


def group_of(column: Any, code_list: CodeList) -> Any:
    """Return the reporting group of each code; null where the code is blank, has no group or is not in the list."""
    return column.cases(*code_list.groups.items(), else_=ibis.null("string"))


def number_of(column: Any, code_list: CodeList, groups: Sequence[str]) -> Any:
    """Return the place of each code's group in `groups`, from 0, so that an answer can be carried as a number."""
    places = {code: groups.index(group) for code, group in code_list.groups.items()}
    return column.cases(*places.items(), else_=ibis.null("int64")).cast("int64")


def word_of(number: Any, groups: Sequence[str]) -> Any:
    """Return the group at each place: the way back from `number_of`."""
    return number.cases(*enumerate(groups), else_=ibis.null("string"))


def groups_of(code_lists: Mapping[str, CodeList], *slugs: str) -> tuple[str, ...]:
    """Return the groups of some lists in alphabetical order, each once."""
    return tuple(sorted({group for slug in slugs for group in code_lists[slug].groups.values()}))
