"""What the page "how to get help" says first, who must have read it, and the needs that people look services up by."""

from dataclasses import dataclass
from datetime import date

from joinedup.core.slug import check_slug
from joinedup.core.status import SourceStatus


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A number that anybody can ring, and what for."""

    name: str
    phone: str
    says: str

    def __post_init__(self) -> None:
        if not (self.name.strip() and self.says.strip()):
            raise ValueError("A help line needs a name and what it is for.")
        if not self.phone.replace(" ", "").isdigit():
            raise ValueError(f"The number of the help line '{self.name}' is not digits and spaces.")


@dataclass(frozen=True, slots=True)
class EmergencyWords:
    """What to do when someone does not wake up: local words, which a clinician must approve with a date.

    `approver` says who must; `approved_by` (a role, never a name) and `approved_on` are both there once they have.
    """

    question: str
    steps: tuple[str, ...]
    lines: tuple[HelpLine, ...]
    approver: str
    status: SourceStatus
    approved_by: str = ""
    approved_on: date | None = None

    def __post_init__(self) -> None:
        if not self.question.strip() or not self.steps or not all(step.strip() for step in self.steps):
            raise ValueError("Emergency words need a question and what to do, step by step.")
        if "999" not in self.steps[0]:
            raise ValueError("The first of the emergency steps is to call 999.")
        if self.status is not SourceStatus.LOCAL:
            raise ValueError("Emergency words have the status 'local': each partnership has its own approved.")
        if not self.approver.strip():
            raise ValueError("Emergency words say who must approve them.")
        if self.approved_on is not None and type(self.approved_on) is not date:
            raise ValueError("The day on which emergency words were approved is a date, such as 2026-05-03.")
        if bool(self.approved_by.strip()) != (self.approved_on is not None):
            raise ValueError("An approval of emergency words has the approver's role and the date, or neither.")

    @property
    def is_approved(self) -> bool:
        """Whether a clinician has approved these words."""
        return self.approved_on is not None


@dataclass(frozen=True, slots=True)
class Need:
    """What somebody may want help with, in the words that the public search offers."""

    slug: str
    label: str

    def __post_init__(self) -> None:
        check_slug(self.slug)
        if not self.label.strip():
            raise ValueError(f"The need '{self.slug}' has no words for the public.")
