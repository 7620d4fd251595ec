"""The form for own words after a result."""

from typing import Any

from django import forms

from assessments.forms.taking import TextField
from assessments.models.reflections import Reflection
from assessments.scoring.questionnaire import Questionnaire
from setframework.web.forms.editing import EditForm

REFLECTION_LENGTH: int = Reflection._meta.get_field("text").max_length or 0


class ReflectionForm(EditForm, forms.Form):
    """A field for each prompt of the questionnaire."""

    def __init__(self, data: Any = None, *, questionnaire: Questionnaire, texts: dict[str, str]):
        super().__init__(data, initial=texts, auto_id="reflection_%s")
        for prompt in questionnaire.reflections:
            self.fields[prompt.key] = TextField(
                label=prompt.prompt,
                required=False,
                limit=REFLECTION_LENGTH,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
