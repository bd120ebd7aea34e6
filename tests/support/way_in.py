"""People who can sign in as people do: with a password and a device, through the pages."""

from django.db import transaction
from django.test import Client

from joinedup.apps.accounts import factors
from joinedup.apps.audit.instant import now
from support.desk import person_with

PASSWORD = "three unlikely words"


def person_with_device(*roles, **given):
    """A person who holds these roles, has the password above and a device that shows codes."""
    person = person_with(*(roles or ("analyst",)), **given)
    person.set_password(PASSWORD)
    person.save()
    add_device(person)
    return person


def add_device(person):
    """Give somebody a device; none of its codes has been used. Returns their codes on paper."""
    with transaction.atomic():
        factors.invent_device(person)
        return factors.new_paper(person)


def code_of(person):
    """What somebody's device shows now."""
    return factors.code_now(person, now())


def first_step(person, browser=None, *, password=PASSWORD, onward=None):
    """A browser, and what it was answered to an address and a password."""
    browser = browser or Client()
    address = "/sign-in" + (f"?next={onward}" if onward else "")
    return browser, browser.post(address, {"email": getattr(person, "email", person), "password": password})


def signed_in_by_pages(person, browser=None, **given):
    """A browser in which somebody went through both steps, and the last answer."""
    browser, _ = first_step(person, browser, **given)
    return browser, browser.post("/sign-in/code", {"code": code_of(person)})
