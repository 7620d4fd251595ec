"""The forms of a page, as a browser reads them and sends them back."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django import forms

from setframework.web.forms.days import MomentField

Sent = dict[str, list[str]]


@dataclass
class PageForm:
    action: str
    method: str
    # The names of all controls, and what is sent if nobody touches any.
    names: set[str] = field(default_factory=set)
    sent: Sent = field(default_factory=dict)

    def address(self, url: str) -> str:
        return url if self.action.startswith("#") else self.action or url

    def add(self, name: str, value: str) -> None:
        self.sent.setdefault(name, []).append(value)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.open: PageForm | None = None
        # The first button is the one that the Enter key presses.
        self.pressed = False
        self.select: tuple[str, list[str], list[str]] | None = None
        self.area: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        has = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.open = PageForm(has.get("action", ""), has.get("method", "get"))
            self.forms.append(self.open)
            self.pressed = False
        elif self.open is None or "disabled" in has:
            return
        elif tag == "button" and not self.pressed and has.get("type", "submit") == "submit":
            self.pressed = True
            if has.get("name"):
                self.open.add(has["name"], has.get("value", ""))
        elif tag == "input" and has.get("name"):
            self._input(self.open, has)
        elif tag == "select":
            self.select = (has["name"], [], [])
        elif tag == "option" and self.select:
            self.select[1].append(has.get("value", ""))
            if "selected" in has:
                self.select[2].append(has.get("value", ""))
        elif tag == "textarea":
            self.area = [has["name"], ""]

    def _input(self, form: PageForm, has: dict[str, str]) -> None:
        form.names.add(has["name"])
        if has.get("type") in {"checkbox", "radio"} and "checked" not in has:
            return
        if has.get("type") != "file":
            form.add(has["name"], has.get("value", "on" if "checked" in has else ""))

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area[1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select" and self.select and self.open:
            name, values, chosen = self.select
            self.open.names.add(name)
            for value in chosen or values[:1]:
                self.open.add(name, value)
            self.select = None
        elif tag == "textarea" and self.area and self.open:
            self.open.names.add(self.area[0])
            # A browser drops the first line break, and sends two signs for each.
            self.open.add(self.area[0], self.area[1].removeprefix("\n").replace("\n", "\r\n"))
            self.area = None


def forms_of(html: str) -> list[PageForm]:
    reader = _Reader()
    reader.feed(html)
    return reader.forms


def names_of(form: forms.BaseForm) -> set[str]:
    return {form.add_prefix(name) for name in form.fields}


def find_form(html: str, form: forms.BaseForm) -> PageForm:
    """The form of the page that is this one. What it lacks is named if there is none."""
    nearest = max(forms_of(html), key=lambda each: len(names_of(form) & each.names))
    missing = names_of(form) - nearest.names
    assert not missing, f"{type(form).__name__} is not rendered whole: {sorted(missing)}"
    return nearest


def written(form: forms.BaseForm) -> list[str]:
    """The fields with words, a day or a moment."""
    fields = (forms.CharField, forms.DateField, MomentField)
    return [
        name
        for name, field in form.fields.items()
        if isinstance(field, fields) and not field.widget.is_hidden
    ]


def new_value(field: forms.Field, number: int) -> str:
    if isinstance(field, MomentField):
        return f"2026-12-{10 + number}T10:00"
    if isinstance(field, forms.DateField):
        is_past = type(field).__name__ == "PastDayField"
        return f"2026-06-{10 + number}" if is_past else f"2027-02-{10 + number}"
    if isinstance(field, forms.EmailField):
        return f"person{number}@example.org"
    return f"Words of tab {number}"
