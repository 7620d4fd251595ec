"""The form of a brief: its person picks each line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.forms.taking import ShortTextField
from assessments.models.brief import Brief
from setframework.web.forms.editing import EditForm

MOST_STRENGTHS, MOST_GAPS = 3, 2
# Two sentences each: the whole brief stays on one page.
EVIDENCE_LENGTH = 250
REQUEST_LENGTH: int = Brief._meta.get_field("request").max_length or 0


@dataclass(frozen=True)
class Offer:
    """A line that can be picked: its key, its words, and the evidence that is known for it."""

    key: str
    title: str
    hint: str = ""
    evidence: str = ""


class PickField(forms.MultipleChoiceField):
    """Any of the offered lines, at most `most` of them, in the order of the offers."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": _("Choose from the lines of this page."),
    }

    def __init__(
        self, *, offers: Sequence[Offer], most: int | None = None, too_many: Any = "", **kwargs: Any
    ):
        choices = [(offer.key, offer.title) for offer in offers]
        super().__init__(choices=choices, required=False, **kwargs)
        self.offers, self.most, self.too_many = offers, most, too_many

    def clean(self, value: Any) -> list[str]:
        chosen = set(super().clean(value))
        if self.most is not None and len(chosen) > self.most:
            params = {"most": self.most, "count": len(chosen)}
            raise ValidationError(self.too_many, code="too_many", params=params)
        return [offer.key for offer in self.offers if offer.key in chosen]


class BriefForm(EditForm, forms.Form):
    """Up to three strengths with evidence, two gaps, and one request in own words."""

    def __init__(
        self,
        *args: Any,
        strengths: Sequence[Offer],
        gaps: Sequence[Offer],
        name: str,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        if strengths:
            self.fields["strengths"] = PickField(
                label=_("Strengths, at most three"),
                offers=strengths,
                most=MOST_STRENGTHS,
                too_many=_("Choose at most %(most)d strengths. You chose %(count)d."),
            )
        for offer in strengths:
            self.fields[_evidence(offer.key)] = ShortTextField(
                label=_("Evidence for “%(title)s”, in one or two sentences")
                % {"title": offer.title},
                required=False,
                limit=EVIDENCE_LENGTH,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=offer.evidence,
            )
        if gaps:
            self.fields["gaps"] = PickField(
                label=_("Gaps, at most two"),
                offers=gaps,
                most=MOST_GAPS,
                too_many=_("Choose at most %(most)d gaps. You chose %(count)d."),
            )
        self.fields["request"] = ShortTextField(
            label=_("One request"),
            required=False,
            limit=REQUEST_LENGTH,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("The one thing you ask of the other person, in your own words."),
        )
        if name:
            self.fields["has_name"] = forms.BooleanField(
                label=_("Put my name on it: %(name)s") % {"name": name}, required=False
            )
        self._strengths, self._gaps = strengths, gaps

    @property
    def strength_rows(self) -> list[tuple[Any, Offer, forms.BoundField]]:
        """Each strength's check box, its words, and the field of its evidence."""
        boxes = self["strengths"] if self._strengths else ()
        rows = zip(boxes, self._strengths, strict=True)
        return [(box, offer, self[_evidence(offer.key)]) for box, offer in rows]

    @property
    def gap_rows(self) -> list[tuple[Any, Offer]]:
        boxes = self["gaps"] if self._gaps else ()
        return list(zip(boxes, self._gaps, strict=True))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        lines = ("strengths", "gaps", "request")
        if not self.errors and not any(cleaned.get(name) for name in lines):
            raise ValidationError(_("Choose at least one line, or write a request."))
        return cleaned

    @property
    def picks(self) -> dict[str, Any]:
        """The fields of a Brief. Each text becomes one line: it has to fit the page."""
        texts = {offer.key: self.cleaned_data[_evidence(offer.key)] for offer in self._strengths}
        return {
            "strengths": self.cleaned_data.get("strengths", []),
            "evidence": texts,
            "gaps": self.cleaned_data.get("gaps", []),
            "request": self.cleaned_data["request"],
            "has_name": self.cleaned_data.get("has_name", False),
        }


def _evidence(item: str) -> str:
    return f"evidence-{item}"
