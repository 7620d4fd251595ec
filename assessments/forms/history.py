"""The form that chooses two results to compare."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import dateformat, timezone
from django.utils.formats import get_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assessments.selectors.history import Sitting
from setframework.web.forms.choices import choice_field

_OTHER = _("This result is from another questionnaire. Choose two results from the same one.")


class CompareForm(forms.Form):
    """Two of the person's results: by default the newest one and the one before it."""

    before = forms.ChoiceField(label=_("Then"))
    after = forms.ChoiceField(label=_("Now"))

    def __init__(self, named: Mapping[str, str], *, sittings: Sequence[Sitting]):
        """`sittings` are oldest first, two at least; `named` has the codes that are chosen."""
        self.codes = [str(sitting.code) for sitting in sittings]
        super().__init__(self._fill(dict(named)), use_required_attribute=False)
        choices = list(zip(self.codes, _dates(sittings), strict=True))[::-1]
        for field in (choice_field(self, name) for name in self.fields):
            field.choices = choices
            field.error_messages["invalid_choice"] = _OTHER

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("before") and found.get("before") == found.get("after"):
            raise ValidationError(_("Choose two different results. These two are the same."))
        return found

    @property
    def is_turned(self) -> bool:
        """True if the later one was named first."""
        return self.codes.index(self.data["before"]) > self.codes.index(self.data["after"])

    def indexes(self) -> tuple[int, int]:
        """The indexes of the two in the history, the earlier one first."""
        first, second = sorted(self.codes.index(self.data[name]) for name in ("before", "after"))
        return first, second

    def _fill(self, named: dict[str, str]) -> dict[str, str]:
        if "after" not in named:
            before = named.get("before")
            named["after"] = self.codes[-1] if self.codes[-1] != before else self.codes[-2]
        if "before" not in named:
            after = named["after"]
            index = self.codes.index(after) if after in self.codes else 0
            named["before"] = self.codes[index - 1] if index else self.codes[1]
        return named


def _dates(sittings: Sequence[Sitting]) -> list[str]:
    """Days; with the time where one day has several results."""
    moments = [timezone.localtime(sitting.completed_at) for sitting in sittings]
    day_format, time_format = get_format("DATE_FORMAT"), get_format("TIME_FORMAT")
    days = [dateformat.format(moment, day_format) for moment in moments]
    return [
        day
        if days.count(day) == 1
        else _now("%(day)s, %(time)s") % {"day": day, "time": dateformat.format(at, time_format)}
        for day, at in zip(days, moments, strict=True)
    ]
