"""What has been taken away, since a day, of what was held on it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from joinedup.warehouse.erasures import Tombstone


@dataclass(frozen=True, slots=True)
class Hindsight:
    """A version read as of a day, and what it has lost since. Numbers are whole and for release to judge."""

    on: date
    people: int = 0
    """People erased since from deliveries that it holds, as the tombstones count them: an erasure counts each person
    once, and someone of whom new rows came and who was erased again is counted again."""
    deliveries: int = 0
    """Deliveries that it held and that have been destroyed as a whole since."""


def hindsight(on: date, held: Collection[str], log: Collection[Tombstone]) -> Hindsight:
    """Return what a version has lost after the day `on`, of the deliveries that it `held` by id."""
    later = [one for one in log if one.on > on]
    people = sum(one.people for one in later if not set(held).isdisjoint(one.rows))
    return Hindsight(on, people, sum(identity in held for one in later for identity in one.destroyed))
