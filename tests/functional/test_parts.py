"""The pieces that pages are made of, all on one page: accessible, and working with scripts and without."""

from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines

import support.site  # noqa: F401
from joinedup.site.built import BUILT
from support.browsing import faults_of

pytestmark = pytest.mark.component("chromium")
TYPED = '"><script>alert(1)</script>'
PAGE = """{% extends "base.html" %}
{% block title %}Parts{% endblock %}
{% block crumbs %}{% include "parts/breadcrumbs.html" %}{% endblock %}
{% block main %}<h1 class="govuk-heading-xl">Parts</h1>
{% include "parts/error_summary.html" %}
{% include "parts/notification.html" with id="told" title="Done" text="It was kept." is_success=True %}
{% include "parts/tag.html" with text="Not verified" colour="orange" %}
{% include "parts/table.html" with id="people" caption="People" %}
{% include "parts/summary_list.html" with rows=facts %}
{% include "parts/copy.html" with id="quote" label="To quote this figure" text="33% (30% to 36%), 2021/22" %}
{% include "parts/pagination.html" with query="a=1" %}
<form method="post" novalidate>{{ form }}<button class="govuk-button" type="submit">Send</button></form>
{% endblock %}"""


class Every(forms.Form):
    """One field of each sort."""

    name = forms.CharField(label="Your name", help_text="As on your badge.")
    email = forms.EmailField(label="E-mail", required=False)
    why = forms.CharField(label="Why", widget=forms.Textarea)
    role = forms.ChoiceField(label="Role", choices=[("a", "Analyst"), ("b", "Board member")])
    place = forms.ChoiceField(label="Place", choices=[("n", "North"), ("s", "South")], widget=forms.RadioSelect)
    needs = forms.MultipleChoiceField(
        label="Needs", choices=[("x", "Alcohol"), ("y", "Naloxone")], widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label="I have read the agreement")
    paper = forms.FileField(label="Paper", required=False)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    form = Every({"name": TYPED, "email": "none", "role": "z"})
    form.is_valid()
    context = {
        "form": form,
        "crumbs": [("Evidence", "/evidence")],
        "heads": [("Place", False), ("Count", True)],
        "rows": [["Thornmarch", "375"], ["Quillhaven", "hidden"]],
        "facts": [("Counted", "People"), ("From", "First line\nSecond <b>line</b>")],
        "page": Paginator(range(30), 10).page(2),
        "is_synthetic": True,
        "partnership": {"name": "Ours", "contact": "us@ours.example"},
    }
    text = engines["django"].from_string(PAGE).render(context)
    path = tmp_path_factory.mktemp("parts") / "parts.html"
    path.write_text(text.replace("/static/joinedup/", BUILT.as_uri() + "/"), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("width", [320, 1280])
def test_all_parts_are_accessible_and_fit(browser: Any, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    assert faults_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_each_fault_is_told_at_the_top_and_leads_to_its_field(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.get_by_role("alert").get_by_role("link", name="Enter a valid email address.").click()
    field = page.locator(":focus")
    assert field.get_attribute("name") == "email"
    said = page.locator(f"#{field.get_attribute('aria-describedby')}")
    assert "Enter a valid email address." in said.inner_text()
    assert field.get_attribute("aria-invalid") == "true"
    for link in page.locator(".govuk-error-summary a").all():
        assert page.locator(link.get_attribute("href")).count() == 1
    page.close()


def test_what_was_typed_or_held_is_text(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    assert page.get_by_label("Your name").input_value() == TYPED
    assert page.locator("dd b").count() == 0
    page.close()


def test_without_scripts_a_quotation_is_selected_by_hand(browser: Any, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    field = page.get_by_label("To quote this figure")
    assert field.input_value() == "33% (30% to 36%), 2021/22"
    assert field.get_attribute("readonly") is not None
    assert not page.get_by_role("button", name="Copy").is_visible()
    page.context.close()
