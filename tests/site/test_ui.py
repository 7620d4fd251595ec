"""The tags and components that all pages share."""

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from assessments.scoring.parse.shape import GLYPHS


class Sample(forms.Form):
    name = forms.CharField(label="Your name", help_text="As others call you")
    kind = forms.ChoiceField(choices=[("a", "One"), ("b", "Two")], widget=forms.RadioSelect)
    agrees = forms.BooleanField(label="I agree")
    note = forms.CharField(required=False)


def render(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def test_glyph_draws_every_shape_that_a_questionnaire_may_name():
    drawings = [render("{% glyph name %}", name=name) for name in GLYPHS]

    assert len(set(drawings)) == len(GLYPHS)
    assert all('aria-hidden="true"' in drawing for drawing in drawings)


def test_fourth_scale_takes_the_first_colour_again():
    assert [render("{{ n|colour }}", n=n) for n in range(5)] == ["1", "2", "3", "1", "2"]


def test_bar_writes_its_numbers_without_commas():
    with translation.override("de"):
        bar = render('{% include "ui/bar.html" %}', value=2.3, max=4, target=3.5)

    assert 'width="2.3"' in bar
    assert 'd="M3.5 -0.5V1.5"' in bar


def test_field_ties_label_hint_and_error_to_the_control():
    field = Sample({})["name"]

    html = render('{% include "ui/field.html" %}', field=field)

    assert '<label for="id_name">Your name</label>' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext">As others call you<' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_field_says_what_may_stay_empty():
    assert "(optional)" in render('{% include "ui/field.html" %}', field=Sample()["note"])
    assert "(optional)" not in render('{% include "ui/field.html" %}', field=Sample()["name"])


def test_radio_field_is_a_group_whose_rows_are_labels():
    html = render('{% include "ui/field.html" %}', field=Sample()["kind"])

    assert "<legend>Kind</legend>" in html
    assert html.count('<label class="choice"><input type="radio"') == 2


def test_error_summary_links_each_error_to_its_control():
    form = Sample({"name": "", "kind": "c"})

    html = render('{% include "ui/error_summary.html" %}', form=form)

    assert 'tabindex="-1" autofocus' in html
    for target in ("#id_name", "#id_kind_0", "#id_agrees"):
        assert f'<a href="{target}">' in html


@pytest.mark.parametrize("form", [Sample(), Sample({"name": "A", "kind": "a", "agrees": "on"})])
def test_error_summary_is_absent_without_errors(form):
    assert render('{% include "ui/error_summary.html" %}', form=form).strip() == ""


def test_field_escapes_what_a_person_wrote():
    html = render('{% include "ui/field.html" %}', field=Sample({"name": "<b>"})["name"])

    assert "<b>" not in html
