"""The forms about a person's data: import, consent to measurement, erasing."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.settings import api_settings

from setframework.accounts.services.data import is_own_email
from setframework.people.models import User
from setframework.portable.document import read_document
from setframework.portable.record import Portable
from setframework.web.api.json import MAX_BYTES_LARGE, BodyTooLarge, read_json
from setframework.web.forms.editing import EditForm
from setframework.web.forms.words import OneLineField
from setframework.web.mistakes import MORE, MOST_MISTAKES


class ImportForm(forms.Form):
    """`cleaned_data["file"]` holds the checked records."""

    file = forms.FileField(
        label=_("Your export"),
        help_text=_("A file that this site or another installation of it gave you."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={
            "required": _("Choose the file of your export."),
            "empty": _("This file is empty. Choose the file of your export."),
        },
    )

    def __init__(self, data: Any = None, files: Any = None, *, at: datetime):
        super().__init__(data, files, auto_id="import_%s")
        self.at = at

    def clean_file(self) -> Portable:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES_LARGE:
            raise ValidationError(str(BodyTooLarge(MAX_BYTES_LARGE).detail))
        try:
            return read_document(read_json(file.read()), self.at)
        except serializers.ValidationError as error:
            raise ValidationError(_as_sentences(error.detail)) from None
        except APIException as error:
            raise ValidationError(str(error.detail)) from None


class MeasurementForm(EditForm, forms.Form):
    is_given = forms.BooleanField(
        label=_("My answers may help to find out how well the questions measure"),
        required=False,
    )


class DeletionForm(forms.Form):
    # Any text: an account of an earlier release may have what is no address by today's rules.
    confirm = OneLineField(
        label=_("Type your e-mail address"),
        help_text=_("This way nobody erases an account by accident."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, person: User):
        super().__init__(data)
        self.person = person

    def clean_confirm(self) -> str:
        confirm: str = self.cleaned_data["confirm"]
        if not is_own_email(self.person, confirm):
            raise ValidationError(_("This is not the e-mail address of your account."))
        return confirm


def _as_sentences(detail: Any) -> list[str]:
    mistakes = _walk(detail, "")
    shown = [
        str(
            _(
                "Nothing was imported, because parts of this file are wrong. Use the file as it "
                "was downloaded."
            )
        )
    ]
    shown += islice(mistakes, MOST_MISTAKES)
    if next(mistakes, None) is not None:
        shown.append(str(MORE))
    return shown


def _walk(detail: Any, place: str) -> Iterator[str]:
    """Each message after its place in the file, such as assessments/3/responses/team-trust."""
    if isinstance(detail, Mapping):
        for name, inside in detail.items():
            steps = [place, "" if name == api_settings.NON_FIELD_ERRORS_KEY else str(name)]
            yield from _walk(inside, "/".join(filter(None, steps)))
    else:
        yield from (f"{place}: {message}" if place else str(message) for message in detail)
