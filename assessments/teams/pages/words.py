"""Half-years, published numbers and the rules in whole phrases, for the pages about teams."""

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.scoring.questionnaire import MAX_VALUE
from assessments.teams.charts import on_scale
from assessments.teams.disclosure import parameters
from assessments.teams.disclosure.half_years import days_of, next_closing

# The same for every held half-year: a reason would say something about people.
HELD = gettext_lazy("No average: the rules that protect each person did not allow one.")
TOO_FEW_TEAMS = gettext_lazy("No average: fewer than three teams had one.")


def half_year_name(closes_at: datetime) -> str:
    """For example "January to June 2027"."""
    first, last = days_of(closes_at)
    return _("%(first)s to %(last)s %(year)s") % {
        "first": date_format(first, "F"),
        "last": date_format(last, "F"),
        "year": last.year,
    }


def short_half_year(closes_at: datetime) -> str:
    """Like half_year_name, with the first letters of the months."""
    return _short(*days_of(closes_at))


def tick(moment: datetime | date) -> str:
    """The label on the axis of time: the half-year that begins there, or a year."""
    if not isinstance(moment, datetime):
        return date_format(moment, "Y")
    months = 12 // len(parameters.CLOSING_MONTHS)
    return _short(moment.date(), date(moment.year, moment.month + months - 1, 1))


def _short(first: date, last: date) -> str:
    return _("%(first)s–%(last)s %(year)s") % {
        "first": date_format(first, "M"),
        "last": date_format(last, "M"),
        "year": last.year,
    }


def about(points: int | Fraction) -> str:
    """Published points (0..100) in words on the scale of the answers, without "of 4"."""
    value = {"value": _number(points)}
    if points <= parameters.LOWEST:
        return _("%(value)s or less") % value
    if points >= parameters.HIGHEST:
        return _("%(value)s or more") % value
    return _("about %(value)s") % value


def moved(before: int) -> str:
    return _("moved from %(before)s") % {"before": about(before)}


def one_moved(name: str, before: int, then: datetime, after: int, now: datetime) -> SafeString:
    return format_html(
        _("<strong>{name} moved</strong> from {before} in {then} to {after} of {most} in {now}."),
        name=name,
        before=about(before),
        then=half_year_name(then),
        after=about(after),
        most=MAX_VALUE,
        now=half_year_name(now),
    )


def several_moved(names: Sequence[str], now: datetime) -> SafeString:
    return format_html(
        _("<strong>{names} moved</strong>: {now} clearly differs from earlier half-years."),
        names=get_text_list(list(names), _("and")),
        now=half_year_name(now),
    )


def nothing_moved(names: Sequence[str], now: datetime) -> SafeString:
    return format_html(
        _("<strong>No clear change</strong> in {names} up to {now}."),
        names=get_text_list(list(names), _("and")),
        now=half_year_name(now),
    )


def first_number(now: datetime) -> str:
    return _("The first averages are those of %(now)s; the next ones draw a line.") % {
        "now": half_year_name(now)
    }


def rules(at: datetime) -> dict[str, Any]:
    """The numbers of the promise in words, and the day on which the next half-year closes."""
    return {
        "next": date_format(next_closing(at).date(), "DATE_FORMAT"),
        "uses": parameters.USES,
        "months": 12 * parameters.YEARS,
        "days": parameters.SEASONED.days,
        "points": parameters.STEP,
        "step": _number(parameters.STEP),
        "lowest": about(parameters.LOWEST),
        "highest": about(parameters.HIGHEST),
        "moved_points": parameters.MOVED,
        "moved": _number(parameters.MOVED),
        "most": MAX_VALUE,
    }


def _number(points: int | Fraction) -> str:
    return number_format(on_scale(points), 1)
