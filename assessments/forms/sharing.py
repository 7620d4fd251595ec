"""The forms of share links: nothing is chosen beforehand."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.forms.brief import Offer, PickField

USUAL_DAYS = 7


class ShareBriefForm(forms.Form):
    """A link to the brief as it is now."""

    days = forms.TypedChoiceField(
        label=_("The link works for"),
        coerce=int,
        choices=[(1, _("1 day")), (7, _("7 days")), (30, _("30 days")), (90, _("90 days"))],
        initial=USUAL_DAYS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how long the link works"),
            "invalid_choice": _("Choose how long the link works"),
        },
    )


class ShareResultForm(ShareBriefForm):
    """A link to chosen parts of a result."""

    def __init__(
        self,
        *args: Any,
        scales: Sequence[Offer],
        strengths: Sequence[Offer],
        focus: Sequence[Offer],
        level: str,
        name: str,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        picks = {
            "scales": PickField(label=_("Scores and answers of"), offers=scales),
            "strengths": PickField(label=_("Strengths"), offers=strengths),
            "focus": PickField(label=_("What I am working on"), offers=focus),
        }
        self._picks = [key for key, field in picks.items() if field.offers]
        more: dict[str, Any] = {"has_notes": _("My notes on the answers chosen above")}
        if level:
            more["has_level"] = _("What I compare with: %(level)s") % {"level": level}
        if name:
            more["has_name"] = _("My name: %(name)s") % {"name": name}
        self._more = list(more)
        days = self.fields.pop("days")
        self.fields |= {key: picks[key] for key in self._picks}
        self.fields |= {
            key: forms.BooleanField(label=label, required=False) for key, label in more.items()
        }
        self.fields["days"] = days

    @property
    def picked(self) -> Iterable[forms.BoundField]:
        return [self[key] for key in self._picks]

    @property
    def more(self) -> Iterable[forms.BoundField]:
        return [self[key] for key in self._more]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(key) for key in self._picks):
            raise ValidationError(_("Choose at least one thing to show."))
        return cleaned

    @property
    def picks(self) -> dict[str, Any]:
        """The `picks` of a ShareLink to a result."""
        lists = {key: self.cleaned_data.get(key, []) for key in ("scales", "strengths", "focus")}
        flags = ("has_notes", "has_level", "has_name")
        return lists | {key: self.cleaned_data.get(key, False) for key in flags}
