"""The file that brings a history in."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError

from assessments.api.portable import PortableSerializer
from assessments.services import Records
from setframework.web.json import MAX_BYTES_LARGE, read_json

# So many mistakes are told; the rest follows once these are mended.
MISTAKES_SHOWN = 5


class ImportForm(forms.Form):
    """An export of this site or of another installation; what is cleaned are its records."""

    file = forms.FileField(
        label=_("Your export"),
        help_text=_("A file that this site or another installation of it gave you."),
        error_messages={
            "required": _("Choose the file of your export."),
            "empty": _("This file is empty. Choose the file of your export."),
        },
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def __init__(self, data: Any = None, files: Any = None):
        super().__init__(data, files, auto_id="import_%s")

    def clean_file(self) -> Records:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES_LARGE:
            raise ValidationError(_("This file is too large to be an export of this site."))
        try:
            document = read_json(file.read())
        except ParseError as error:
            raise ValidationError(
                _("This is no export that can be read: %(reason)s"),
                params={"reason": error.detail},
            ) from None
        asked = PortableSerializer(data=document)
        if not asked.is_valid():
            raise ValidationError([str(line) for line in _lines(asked.errors)][:MISTAKES_SHOWN])
        return asked.as_records()


def _lines(errors: Any, place: str = "") -> Iterator[str]:
    """Each mistake with its place, for example "assessments 3 responses: ..."."""
    if isinstance(errors, dict):
        for name, inner in errors.items():
            yield from _lines(inner, f"{place} {name}".strip())
    elif isinstance(errors, list):
        for inner in errors:
            yield from _lines(inner, place)
    else:
        yield f"{place}: {errors}"
