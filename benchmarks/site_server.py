"""`python -m benchmarks.site_server prepare` makes somebody who has signed in; `serve` serves as `joinedup serve`."""

import sys
from pathlib import Path

import django
from django.core.management import call_command

ROLE = "analyst"


def prepare() -> str:
    """Make the tables, somebody with a role and some services; return the cookie of a session that they are in."""
    from joinedup.apps.accounts.invented import invent_people
    from joinedup.apps.accounts.queries import person_by_email
    from joinedup.site.databases import migrate

    migrate()
    call_command("invented_services")
    (email,) = (one.email for one in invent_people() if one.role.slug == ROLE)
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    from support.desk import signed_in_client

    person = person_by_email(email)
    assert person is not None
    return str(signed_in_client(person).cookies["session"].value)


def main(what: str, *more: str) -> None:
    django.setup()
    if what == "prepare":
        print(prepare())
    else:
        call_command("serve", port=int(more[0]), workers=int(more[1]))


if __name__ == "__main__":
    main(*sys.argv[1:])
