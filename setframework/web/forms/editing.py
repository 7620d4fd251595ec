"""Forms about something that exists: the last save never takes away what another one wrote.

A form sends what it showed, in one hidden field. What the person did not touch stays as it is
stored by now, whatever the page showed. Where they wrote words or a day, and somebody else did so
too in the meantime, both are shown: theirs beside the field, their own in it. Choices are made
anew by whoever chooses last.
"""

import hashlib
import json
from contextlib import suppress
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import flatten_choices
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from setframework.web.forms.days import MomentField

SHOWN = "shown"
# Before the name of a field: the person lets their own words go.
LET_GO = "let-go-"
CHANGED = _(
    "This changed while you were writing, maybe in another tab. Both are here: take what you "
    "need from what is stored, then save."
)

CHANGED_BY_STAFF = _(
    "This changed while you were writing. Stored now: “%(theirs)s”. Save again to replace it."
)


class ShownField(forms.CharField):
    """What the page shows. A page with errors shows what is stored by then."""

    def __init__(self, **kwargs: Any):
        # Several forms of a page have this field, so it has no id.
        super().__init__(required=False, widget=forms.HiddenInput(attrs={"id": False}), **kwargs)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial


class EditForm(forms.BaseForm):
    """Mixed into each form about something that exists; its initial values are what is stored.

    `untouched` has the names of the fields that the person left as the page showed them.
    """

    base_fields: ClassVar[dict[str, forms.Field]] = {}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields[SHOWN] = ShownField(initial=self._list_shown)
        self.untouched: set[str] = set()

    @property
    def touched(self) -> dict[str, Any]:
        """The cleaned values without those of untouched fields, for a service that changes some."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in self.untouched
        }

    def stored(self, name: str) -> Any:
        value = self.initial.get(name, self.fields[name].initial)
        return value() if callable(value) else value

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        shown = _read(self.cleaned_data.pop(SHOWN, ""))
        for name in self._list_edited():
            self._settle(name, shown)

    def _settle(self, name: str, shown: dict[str, Any]) -> None:
        field, mine, now = self.fields[name], _plain(self[name].data), self._untouched(name)
        before = shown.get(name, _digest(now))
        if _digest(mine) == before or self.add_prefix(LET_GO + name) in self.data:
            self._keep(name)
        elif _digest(now) != before and _is_written(field) and not _holds(mine, now):
            self._tell(name, _in_words(field, self.stored(name)))

    def _tell(self, name: str, theirs: str) -> None:
        field: Any = self.fields[name]
        field.theirs, field.let_go = theirs, self.add_prefix(LET_GO + name)
        self.add_error(name, CHANGED)

    def _keep(self, name: str) -> None:
        """The stored value stays, also a day that is past by now."""
        stored, is_missing = self.stored(name), self.stored(name) in (None, "", [])
        if is_missing and name in self.errors:
            return  # what is missing is missing
        self.untouched.add(name)
        self.errors.pop(name, None)
        field: Any = self.fields[name]
        # A page with errors shows it too, or the next save would bring back the earlier one.
        field.bound_data = lambda _data, initial: initial
        self.cleaned_data[name] = stored
        with suppress(ValidationError):
            # Words and lists are stored as the form gives them. Cleaning would write them anew.
            if is_missing or not isinstance(field, forms.CharField | forms.MultipleChoiceField):
                self.cleaned_data[name] = field.clean(stored)
            clean = getattr(self, f"clean_{name}", None)
            self.cleaned_data[name] = clean() if clean else self.cleaned_data[name]

    def _list_edited(self) -> list[str]:
        return [
            name
            for name, field in self.fields.items()
            if not field.widget.is_hidden and not field.disabled
        ]

    def _list_shown(self) -> str:
        shown = {name: _digest(self._untouched(name)) for name in self._list_edited()}
        return json.dumps(shown, separators=(",", ":"))

    def _untouched(self, name: str) -> Any:
        """What the browser sends if nobody touches the field."""
        field = self.fields[name]
        stored = self.stored(name)
        if isinstance(stored, datetime):
            stored = stored.replace(microsecond=0)  # no page shows more
        stored = field.prepare_value(stored)
        if isinstance(field, forms.MultiValueField):
            stored = field.widget.decompress(stored)
        value = _plain(stored)
        if not isinstance(field, forms.ChoiceField):
            return value
        offered: Any = field.choices
        flat: Any = flatten_choices(offered)
        choices = [str(key) for key, _label in flat]
        if isinstance(value, list):
            return [key for key in value if key in choices]
        # A list shows its first choice if it has no other; no radio button is chosen then.
        is_list = type(field.widget) is forms.Select
        return value if value in choices else choices[0] if is_list and choices else ""


class StaffEditForm(EditForm):
    """The same in the admin, whose templates show errors only."""

    declared_fields: ClassVar[dict[str, forms.Field]] = {SHOWN: ShownField()}

    def _tell(self, name: str, theirs: str) -> None:
        self.add_error(name, CHANGED_BY_STAFF % {"theirs": theirs})


def _read(text: str) -> dict[str, Any]:
    """What the page sent as shown; empty for a program, which sends nothing of it."""
    with suppress(ValueError):
        found = json.loads(text)
        if isinstance(found, dict):
            return found
    return {}


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple | set):
        return sorted(map(str, value))
    if isinstance(value, date):
        return value.isoformat()
    text = "" if value is None else str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _digest(plain: Any) -> str:
    """A few signs are enough: they tell apart what two pages showed, not friend from foe."""
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()[:10]


def _is_written(field: forms.Field) -> bool:
    """Words, days and moments: somebody made them up, and can't see what was lost."""
    kinds = forms.CharField | forms.DateField | MomentField | forms.SplitDateTimeField
    return isinstance(field, kinds)


def _holds(mine: Any, theirs: Any) -> bool:
    """Nothing of theirs is lost: mine has it too."""
    return mine == theirs if isinstance(mine, list) else theirs in mine


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(field, MomentField):
        return field.in_words(value)
    if isinstance(value, datetime):
        return date_format(value, "DATETIME_FORMAT")
    return date_format(value) if isinstance(value, date) else str(value)
