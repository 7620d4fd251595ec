"""Every form of the site: rendered whole, and safe in two tabs.

A form that is new here: say in `every.py` which page shows it.
"""

import importlib
import pkgutil

import pytest
from django import forms
from django.utils.choices import flatten_choices

import assessments
import mentors
import setframework
from setframework.web.forms.editing import EditForm
from tests.forms.every import ADDING, EDITING, MAKING, NOWHERE, OUTSIDE, Kind, name_of
from tests.forms.pages import find_form, forms_of, names_of, new_value, written
from tests.forms.stored import rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
# A profile has fifty fields, and one mechanism.
ENOUGH = 6
SHOWN_TO_PEOPLE = [*EDITING.items(), *((kind, make) for kind, (make, _why) in MAKING.items())]
every = pytest.mark.parametrize(("kind", "make"), [*SHOWN_TO_PEOPLE, *ADDING], ids=name_of)
every_editing = pytest.mark.parametrize(("kind", "make"), EDITING.items(), ids=name_of)


def _all_forms() -> set[Kind]:
    """Every form class of the site. Its modules are imported, so that none is forgotten."""
    for package in (assessments, mentors, setframework):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "forms" in module.name.split("."):
                importlib.import_module(module.name)
    found, left = set(), [forms.BaseForm]
    while left:
        children = left.pop().__subclasses__()
        found |= set(children)
        left += children
    return {each for each in found if _is_ours(each)}


def _is_ours(form: Kind) -> bool:
    return form.__module__.startswith(("assessments.", "mentors.", "setframework."))


def touch(field: forms.Field, sent: list[str]) -> list[str]:
    """Another value than the one that the page sends."""
    if isinstance(field, forms.MultipleChoiceField):
        return [] if sent else [str(next(iter(flatten_choices(field.choices)))[0])]
    if isinstance(field, forms.ChoiceField):
        keys = [str(key) for key, _ in flatten_choices(field.choices)]
        return [next(key for key in reversed(keys) if [key] != sent)]
    if isinstance(field, forms.BooleanField):
        return [] if sent else ["on"]
    if isinstance(field, forms.IntegerField):
        return [str(int(sent[0]) + 1)]
    return [new_value(field, 1)]


def test_every_form_of_the_site_has_its_page():
    assert _all_forms() == {*EDITING, *MAKING, *OUTSIDE, *NOWHERE}


def test_what_edits_is_an_edit_form():
    assert all(issubclass(kind, EditForm) for kind in EDITING)
    assert not any(issubclass(kind, EditForm) for kind in MAKING)


@every
def test_every_field_is_rendered(ada, opened, kind, make):
    url = make(ada)
    form, shown = opened(kind, url)

    assert names_of(form) <= shown.names


@pytest.mark.parametrize(("kind", "url"), OUTSIDE.items(), ids=name_of)
def test_every_field_is_rendered_for_who_is_not_logged_in(client, made, kind, url):
    page = client.get(url)
    (form,) = (each for each in made if type(each) is kind)

    assert names_of(form) <= find_form(page.content.decode(), form).names


@every_editing
def test_form_that_is_open_twice_loses_nothing_that_was_typed(ada, ada_client, opened, kind, make):
    url = make(ada)
    form, first = opened(kind, url)
    second = opened(kind, url)[1]
    names = written(form)
    for name in names:
        typed = {name: [new_value(form.fields[name], 1)]}
        ada_client.post(first.address(url), first.sent | typed)
        after = rows()
        # The other tab touches nothing, and then the same field.
        ada_client.post(second.address(url), second.sent)
        assert rows() == after, name
        other = {name: [new_value(form.fields[name], 2)]}
        answer = ada_client.post(second.address(url), second.sent | other)
        assert answer.status_code == 200, name
        assert rows() == after, name
        sent = find_form(answer.content.decode(), form)
        assert sent.sent[name] == other[name], name
        assert f"let-go-{name}" in sent.names, name
        first = second = opened(kind, url)[1]


@every_editing
def test_what_a_tab_chose_stays_when_the_other_saves_untouched(ada, ada_client, opened, kind, make):
    """Choices too. Those that the page refuses alone, such as to be listed, are left out."""
    url = make(ada)
    form, first = opened(kind, url)
    stayed = []
    for name, field in form.fields.items():
        if field.widget.is_hidden:
            continue
        second = opened(kind, url)[1]
        before = rows()
        touched = {name: touch(field, second.sent.get(name, []))}
        answer = ada_client.post(first.address(url), first.sent | touched)
        after = rows()
        if answer.status_code != 302 or after == before:
            continue
        ada_client.post(second.address(url), second.sent)
        assert rows() == after, name
        stayed.append(name)
        if len(stayed) == ENOUGH:
            break
        first = opened(kind, url)[1]

    assert stayed


def test_reader_of_pages_sends_what_a_browser_sends():
    (found,) = forms_of(
        '<form method="post" action="/x/"><input name="a" value="1">'
        '<input type="checkbox" name="b"><input type="radio" name="c" value="2" checked>'
        '<select name="d"><option value="3">'
        '<option value="4" selected></select><textarea name="e">\nx\ny</textarea>'
        '<input name="f" value="5" disabled><button name="g" value="6">Save</button>'
        '<button name="g" value="7">Leave</button></form>'
    )

    assert found.sent == {"a": ["1"], "c": ["2"], "d": ["4"], "e": ["x\r\ny"], "g": ["6"]}
    assert found.names == {"a", "b", "c", "d", "e"}
