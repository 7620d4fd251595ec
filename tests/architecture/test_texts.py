"""Every text that a person writes goes by the one rule for its signs, on pages and in the API."""

import importlib
import pkgutil

import pytest
from django import forms
from rest_framework import serializers

import assessments
import mentors
import setframework
from assessments.api.answers import KeyField
from assessments.forms.taking import TextField
from setframework.portable.record import ReferenceField
from setframework.web.api.serializers import (
    CleanField,
    LineField,
    StrictCharField,
    StrictSerializer,
)
from setframework.web.forms.words import OneLineField, WordsField

# These are compared with what is there already, so nothing new gets in by them.
COMPARED_IN_FORMS = {
    *("code", "oldpassword", "password", "password1", "password2", "username"),
    # A key, and words that a search asks for.
    *("key", "background"),
}
COMPARED_IN_API = {
    *("code", "digest", "goal", "identity", "token", "confirm", "email", "key", "questionnaire"),
    *("hidden", "hours", "languages", "offers", "wants"),
}


def _classes(base, *rooms):
    """Our classes of that kind in modules of those names."""
    found = set()
    for package in (assessments, mentors, setframework):
        for each in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if set(rooms) & set(each.name.split(".")):
                values = vars(importlib.import_module(each.name)).values()
                found |= {value for value in values if isinstance(value, type)}
    ours = [each for each in found if issubclass(each, base) and not _is_foreign(each)]
    return sorted(ours, key=lambda each: (each.__module__, each.__qualname__))


def _is_foreign(each):
    return each.__module__.split(".")[0] not in {"assessments", "mentors", "setframework"}


FORMS = _classes(forms.BaseForm, "forms")
BODIES = _classes(StrictSerializer, "api", "portable")


def _name(each):
    return f"{each.__module__}.{each.__name__}"


@pytest.mark.parametrize("form", FORMS, ids=_name)
def test_text_of_a_form_goes_by_the_rule(form):
    for name, field in form.base_fields.items():
        is_text = isinstance(field, forms.CharField) and not isinstance(
            field, (forms.EmailField, forms.JSONField, forms.UUIDField)
        )
        if is_text and not field.widget.is_hidden and name not in COMPARED_IN_FORMS:
            assert isinstance(field, (OneLineField, WordsField, TextField)), name


@pytest.mark.parametrize("body", BODIES, ids=_name)
def test_text_of_a_body_goes_by_the_rule(body):
    for name, declared in body._declared_fields.items():
        for field in (declared, getattr(declared, "child", None)):
            is_text = isinstance(field, serializers.CharField) and not field.read_only
            if is_text and name not in COMPARED_IN_API:
                assert isinstance(field, (LineField, CleanField, KeyField, ReferenceField)), name


def test_there_are_forms_and_bodies_to_look_at():
    assert len(FORMS) > 40
    assert len(BODIES) > 20
    assert issubclass(KeyField, StrictCharField)
