"""Refused steps. A refusal has its words once, and pages and forms show them here.

The API shows them in `setframework.web.api.errors`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html

from setframework.web.middleware.unsent import words_of
from setframework.web.security_log import record


class Refused(Exception):
    """A person asked for a step that can't be taken. `says` gives the reason and the next step."""

    says: Any = ""
    # The API shows these words instead, if there are any.
    api_says: Any = ""
    # The name of the field that is wrong, if one is.
    field: str | None = None
    # The status that the API answers with, unless a field is wrong.
    status = 409
    # The number of seconds until the step may be asked for again.
    seconds: int | None = None

    def __init__(self, **facts: str):
        """The API adds `facts` to the words in its answer."""
        super().__init__(*facts.values())
        self.facts = facts

    def by_field(self, words: Any) -> dict[str, Any]:
        """The words by the field that is wrong; empty if no field is."""
        return {self.field: words} if self.field else {}


def tell_refusal(request: HttpRequest, says: Any, *, level: int = messages.ERROR) -> None:
    """A message for the next page, with the words that were sent and can't be saved any more."""
    words = words_of(request)
    if words:
        says = format_html("{}{}", says, render_to_string("ui/words.html", {"words": words}))
    messages.add_message(request, level, says)


@contextmanager
def refusals_told(request: HttpRequest) -> Iterator[None]:
    """A refused step becomes a message, which the next page shows."""
    try:
        yield
    except Refused as refusal:
        _record(refusal)
        tell_refusal(request, refusal.says)


@contextmanager
def refusals_in(form: BaseForm, *, beside: str | None = None) -> Iterator[None]:
    """A refused step becomes an error of the form, at the field that is wrong or at `beside`.

    An error of no field or of a hidden field is shown above the form.
    """
    try:
        yield
    except Refused as refusal:
        _record(refusal)
        wrong = {beside: refusal.says} if beside else refusal.by_field(refusal.says)
        for name, words in wrong.items():
            form.add_error(name if _is_shown(form, name) else None, words)
        if not wrong:
            form.add_error(None, refusal.says)


def _is_shown(form: BaseForm, name: str) -> bool:
    return name in form.fields and not form.fields[name].widget.is_hidden


def _record(refusal: Refused) -> None:
    """A page says so with status 200; a limit is a limit all the same."""
    if refusal.seconds is not None:
        record("limit.hit", result="refused", limit=type(refusal).__name__, status=429)
