"""`agreement`: enter, stop and renew agreements on the server, until their pages are signed in to."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from joinedup.apps.agreements import actions, files, queries
from joinedup.apps.agreements.policies import KEEPER
from joinedup.apps.audit.instant import now
from joinedup.core.refusal import Refusal
from joinedup.sharing.asking import Asker
from joinedup.sharing.state import standing
from joinedup.sharing.uk_time import instant_of


class Command(BaseCommand):
    """Whoever may run this on the server may do all of it; the record says that it was done there."""

    help = (
        "Enter FILE, lapse or withdraw ID, renew ID, list what there is, or write the files of the command line anew."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what to do and to which."""
        parser.add_argument("what", choices=("enter", "lapse", "withdrawal", "renew", "list", "write"))
        parser.add_argument("which", nargs="?", help="the file to enter, or the id of an agreement")
        parser.add_argument("--at", help="the instant from which it stops: 2026-04-01, or UK time; now if left out")
        parser.add_argument("--post", default="", help="the post that decided it, never a name")
        parser.add_argument("--why", default="", help="why, in a sentence")

    def handle(self, what: str, which: str | None, at: str | None, post: str, why: str, **_rest: Any) -> None:
        """Do it, or say in a sentence why not."""
        by = Asker("host:operator", "the-installation", "council", frozenset({KEEPER}))
        instant = now()
        try:
            match what:
                case "list":
                    lines = [standing(one, instant).sentence for one in queries.agreements()]
                    self.stdout.write("\n".join(lines) or "There are no agreements.")
                case "write":
                    self.stdout.write(f"Wrote {files.write_files()} agreements.")
                case _ if which is None:
                    raise Refusal(f"Say which: `agreement {what} {'FILE' if what == 'enter' else 'ID'}`.")
                case "enter":
                    edition = actions.enter(_read(Path(which)), by=by, at=instant)
                    self.stdout.write(f"Agreement '{edition.agreement}' stands at edition {edition.number}.")
                case "renew":
                    actions.renew(which, by=by, at=instant)
                    self.stdout.write(f"Agreement '{which}' is renewed.")
                case _:
                    stops = instant_of(at) if at is not None else instant
                    actions.stop(which, what, at=stops, post=post, why=why, by=by, now=instant)
                    self.stdout.write(f"The {what} of agreement '{which}' is entered.")
        except (Refusal, ValueError) as fault:
            raise CommandError(str(fault)) from None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Refusal(f"{path} cannot be read as text in UTF-8.") from None
