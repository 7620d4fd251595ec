"""Saving an untouched page changes nothing, for every form about something that is stored."""

import pytest
from django import forms

from tests.assessments.taking import text
from tests.forms.every import EDITING, name_of
from tests.forms.hard import HARD_LINE, HARD_WORDS, LOOSE_LINE, harden
from tests.forms.stored import changes, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
every_editing = pytest.mark.parametrize(("kind", "make"), EDITING.items(), ids=name_of)
# What is written by rules of its own: tags with commas between them, an address.
OTHERWISE = {"own_tags", "manager"}


def is_text(field):
    return isinstance(field.field, forms.CharField) and field.name not in OTHERWISE


@every_editing
def test_page_has_something_stored_in_every_field(ada, opened, kind, make):
    """Or the next test could not see that a field is lost."""
    url = make(ada)
    form, _shown = opened(kind, url)

    fields = form.visible_fields()
    assert [field.name for field in fields if field.initial in (None, "", [], False)] == []


@pytest.mark.parametrize("line", ["", HARD_LINE, LOOSE_LINE], ids=["good", "hard", "loose"])
@every_editing
def test_saving_an_untouched_page_changes_nothing(ada, ada_client, opened, kind, make, line):
    """What is stored may be what nobody could send today."""
    url = make(ada)
    if line:
        harden(line)
    form, shown = opened(kind, url)
    if line:
        texts = {field.name: field.initial for field in form.visible_fields() if is_text(field)}
        assert set(texts.values()) <= {line, HARD_WORDS}, texts
    before = rows()

    answer = ada_client.post(shown.address(url), shown.sent)

    assert answer.status_code == 302, text(answer)
    assert changes(before, rows()) == {}
