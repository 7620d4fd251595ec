"""An aspiration, as staff word it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentors.models.aspirations import MentoringGoal
from setframework.web.forms.editing import StaffEditForm
from setframework.web.forms.words import LineField


class AspirationForm(StaffEditForm, forms.ModelForm):
    text = LineField(MentoringGoal, "text", label=_("Goal"))

    class Meta:
        model = MentoringGoal
        fields = ("key", "text", "order", "is_offered")
