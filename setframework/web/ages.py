"""Ages in words, such as "3 weeks ago"."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

# The number of days in a unit, the largest unit first.
AGES: tuple[tuple[int, Promise], ...] = (
    (365, ngettext_lazy("%(count)d year ago", "%(count)d years ago", "count")),
    (30, ngettext_lazy("%(count)d month ago", "%(count)d months ago", "count")),
    (7, ngettext_lazy("%(count)d week ago", "%(count)d weeks ago", "count")),
    (1, ngettext_lazy("%(count)d day ago", "%(count)d days ago", "count")),
)


def ago(day: date) -> str:
    """The age of a day or moment in its largest whole unit, in the reader's zone."""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    days = (timezone.localdate() - day).days
    for unit, words in AGES:
        if days >= unit:
            return str(words % {"count": days // unit})
    return _("today")
