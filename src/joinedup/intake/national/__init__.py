"""Real published files, each read by a module that says where it comes from and what its shape must be."""

from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.recognise import READERS, recognise

__all__ = ["READERS", "National", "Reader", "recognise"]
