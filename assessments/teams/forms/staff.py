"""What staff may set about a team."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.teams import Team
from assessments.teams.selectors.teams import list_line


class TeamForm(forms.ModelForm):
    class Meta:
        model = Team
        fields = ["name", "manager", "parent"]

    def clean_parent(self) -> Team | None:
        parent: Team | None = self.cleaned_data["parent"]
        if parent is not None and parent.dissolved_at is not None:
            raise ValidationError(_("That team is dissolved."))
        if parent is not None and self.instance in list_line([parent.pk]):
            raise ValidationError(_("A team can't be part of one that is part of it."))
        return parent
