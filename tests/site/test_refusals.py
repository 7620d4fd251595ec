"""A refused step: a message on a page, an error of a form, an answer of the API."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import ObjectDoesNotExist

from setframework.web.api.errors import api_exception_handler
from setframework.web.refusals import Refused, refusals_in, refusals_told


class Full(Refused):
    says = "It is full. Choose another."
    api_says = "It is full."


class BadName(Refused):
    says = "Choose another name."
    field = "name"


class NameForm(forms.Form):
    name = forms.CharField()
    day = forms.CharField()
    secret = forms.CharField(widget=forms.HiddenInput)


def errors_of(refusal, **how):
    form = NameForm({"name": "a", "day": "b", "secret": "c"})
    assert form.is_valid()
    with refusals_in(form, **how):
        raise refusal
    return dict(form.errors)


def test_a_form_says_it_beside_the_field_that_is_wrong():
    assert errors_of(BadName()) == {"name": ["Choose another name."]}
    assert errors_of(Full()) == {"__all__": ["It is full. Choose another."]}
    assert errors_of(BadName(), beside="day") == {"day": ["Choose another name."]}


def test_a_form_says_above_itself_what_nobody_could_see_beside_a_field():
    assert errors_of(BadName(), beside="secret") == {"__all__": ["Choose another name."]}
    assert errors_of(BadName(), beside="gone") == {"__all__": ["Choose another name."]}


def test_a_page_says_it_as_a_message(rf):
    request = rf.get("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    with refusals_told(request):
        raise Full
    assert [str(each) for each in get_messages(request)] == ["It is full. Choose another."]


def test_another_exception_passes(rf):
    with pytest.raises(KeyError), refusals_told(rf.get("/")):
        raise KeyError
    with pytest.raises(KeyError), refusals_in(NameForm()):
        raise KeyError


def answer(rf, error):
    response = api_exception_handler(error, {"request": rf.get("/api/v1/")})
    return response.status_code, response.data


def test_the_api_answers_with_status_words_and_facts(rf):
    assert answer(rf, Full()) == (409, {"detail": "It is full."})
    assert answer(rf, Full(code="x")) == (409, {"detail": "It is full.", "code": "x"})
    assert answer(rf, BadName()) == (400, {"name": ["Choose another name."]})
    assert answer(rf, ObjectDoesNotExist())[0] == 404


def test_the_api_says_when_to_ask_again(rf):
    refusal = Full()
    refusal.seconds = 30
    response = api_exception_handler(refusal, {"request": rf.get("/api/v1/")})
    assert (response.status_code, response["Retry-After"]) == (429, "30")
