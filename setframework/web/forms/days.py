"""Days and moments that a person types: read in one way only, and asked about where two fit.

01/02/2027 is January for some readers and February for others, so it is refused. The clock of a
zone skips an hour in spring and shows one twice in autumn: the person then chooses.
"""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from setframework.web.forms.signs import storable

ISO_DAY = "%Y-%m-%d"
ISO_MOMENT = "%Y-%m-%dT%H:%M"
# After the name of a field: which of two moments the person chose.
WHICH = "-which"


class DayField(forms.DateField):
    """A day, as browsers send it: year, month and day."""

    widget = forms.DateInput(format=ISO_DAY, attrs={"type": "date", "class": "input-short"})
    default_error_messages = {"invalid": _("Enter a day as year, month and day: 2026-03-31.")}

    def __init__(self, **kwargs: Any):
        super().__init__(input_formats=[ISO_DAY], **kwargs)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return storable(data) if isinstance(data, str) else data


class MomentInput(forms.DateTimeInput):
    """The typed time, or which of two the person chose for it."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__(attrs={"type": "datetime-local"} | (attrs or {}), format=ISO_MOMENT)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed, chosen = data.get(name), data.get(name + WHICH, "")
        return chosen if typed and str(chosen).startswith(f"{typed}~") else typed


class MomentField(forms.Field):
    """A moment in a zone. The form sets `zone` before it reads the field.

    An offset that is typed counts. `moments` has the two moments that fit, for the page to ask.
    """

    widget = MomentInput
    default_error_messages = {
        "required": _("Enter a day and a time."),
        "invalid": _("Enter a day and a time, such as 2026-08-31 17:30."),
        "twice": _("The clocks go back, so this time comes twice. Choose one of the two."),
        "never": _("The clocks go forward, so this time does not exist. Choose another."),
    }
    zone: ZoneInfo | Any = UTC

    def __init__(self, **kwargs: Any):
        super().__init__(**kwargs)
        self.moments: list[tuple[str, str]] = []

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime):
            return value.astimezone(self.zone).strftime(ISO_MOMENT)
        return storable(value).partition("~")[0] if isinstance(value, str) else value

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values or isinstance(value, datetime):
            return value or None
        typed, _sign, which = str(value).strip().partition("~")
        try:
            moment = parse_datetime(typed)
            if moment is not None:
                return moment if moment.tzinfo else self._place(typed, moment, which)
        except (ValueError, OverflowError):  # no such day, or one that no zone has
            pass
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    def _place(self, typed: str, moment: datetime, which: str) -> datetime:
        """The moment in the zone; of two that fit, the one that the person chose."""
        both = [moment.replace(tzinfo=self.zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
        if both[0] == both[1]:
            return both[0]
        exists = both[0].astimezone(self.zone).replace(tzinfo=None) == moment
        both.sort()
        if which in {"earlier", "later"}:
            return both[which == "later"]
        names = ("earlier", "later")
        self.moments = [
            (f"{typed}~{name}", self._say(each)) for name, each in zip(names, both, strict=True)
        ]
        code = "twice" if exists else "never"
        raise ValidationError(self.error_messages[code], code=code)

    def in_words(self, moment: datetime) -> str:
        return date_format(moment.astimezone(self.zone), "DATETIME_FORMAT")

    def _say(self, moment: datetime) -> str:
        local = moment.astimezone(self.zone)
        offset = local.strftime("%z")
        words = {"time": date_format(local, "TIME_FORMAT"), "hours": offset[:3], "rest": offset[3:]}
        return _now("%(time)s (UTC%(hours)s:%(rest)s)") % words
