"""What looking at one file gives, whatever it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from joinedup.intake.coverage import Coverage
from joinedup.intake.finding import Finding
from joinedup.intake.flat_file import FlatFile
from joinedup.kinds.check_rule import Severity
from joinedup.kinds.feed import Feed
from joinedup.kinds.provider_counts import ProviderCounts


@dataclass(frozen=True, slots=True)
class Examined:
    """One file, looked at. `flat` is set for case-level files, `tables` for the rest; `coverage` may be missing."""

    file_name: str
    sha256: str
    what: str
    coverage: Coverage | None
    is_synthetic: bool
    rows: int
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    without_consent: int = 0
    flat: FlatFile | None = None
    tables: Mapping[str, pa.Table] = field(default_factory=dict)
    reader: str | None = None
    """The slug of the reader of a published file."""
    feed: Feed | None = None
    """The feed of a partner that it is a part of."""
    counts: ProviderCounts | None = None
    """What a counts-only file holds; whose signature it carries has not been looked at."""
    left_out: tuple[str, ...] = ()
    """Headers that the file has and that were not read, as its agreement does not share them."""

    @property
    def is_case_level(self) -> bool:
        """Whether it holds rows about single people."""
        return self.flat is not None

    @property
    def is_rejected(self) -> bool:
        """Whether a finding says that the file as a whole must not be loaded."""
        return any(one.severity is Severity.REJECT_FILE for one in self.findings)


def needs_agreement(examined: Examined) -> bool:
    """Return whether its rows, where they are about real people, come in only under an agreement.

    So do counts of a partner's feed that is not open: a count of one in a small place is about somebody.
    """
    is_closed_feed = examined.feed is not None and examined.feed.marking != "open"
    return examined.is_case_level or examined.counts is not None or is_closed_feed
