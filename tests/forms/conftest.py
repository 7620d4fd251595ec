"""A page that shows a form of the site, opened as a browser does."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django import forms

from tests.accounts.people import reauthenticate
from tests.forms.making import AT
from tests.forms.pages import PageForm, find_form

Opened = Callable[..., tuple[Any, PageForm]]


@pytest.fixture
def clock():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def made(monkeypatch) -> list[forms.BaseForm]:
    """The forms that were made since it was emptied."""
    found: list[forms.BaseForm] = []
    init = forms.BaseForm.__init__

    def note(form: forms.BaseForm, *args: Any, **kwargs: Any) -> None:
        init(form, *args, **kwargs)
        found.append(form)

    monkeypatch.setattr(forms.BaseForm, "__init__", note)
    return found


@pytest.fixture
def opened(ada_client, made) -> Opened:
    """opened(MeetingForm, url): the form and how its page renders it."""

    reauthenticate(ada_client)  # some pages ask for it

    def open_page(kind: type[forms.BaseForm], url: str) -> tuple[Any, PageForm]:
        made.clear()
        page = ada_client.get(url)
        assert page.status_code == 200, url
        form = next(each for each in made if type(each) is kind)
        return form, find_form(page.content.decode(), form)

    return open_page
