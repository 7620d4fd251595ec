"""This quarter: what is worth doing once in three months, with its day or a way to pick one."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from setframework.pages.home.meetings import is_coming
from setframework.selectors.home import Home, first_day_of_quarter


@dataclass(frozen=True)
class Part:
    """One row. Without a day, `url` leads to where one is picked."""

    name: str
    day: str
    is_done: bool
    url: str = ""


def list_parts(home: Home, at: datetime) -> list[Part]:
    return [_check_in(home, at), _conversation(home, at)]


def _check_in(home: Home, at: datetime) -> Part:
    name, began_on = _("Check-in"), first_day_of_quarter(timezone.localdate(at))
    if home.latest is not None:
        done_on = timezone.localdate(home.latest.assessment.when_completed)
        if done_on >= began_on:
            return _done(name, done_on)
    if home.check_in_on is not None:
        return _planned(name, home.check_in_on)
    return Part(name, "", is_done=False, url=reverse("accounts:reminders"))


def _conversation(home: Home, at: datetime) -> Part:
    name = _("One conversation")
    held = [each for each in home.meetings if each.is_held]
    if held:
        return _done(name, timezone.localdate(held[-1].starts_at))
    coming = next((each for each in home.meetings if is_coming(each, at)), None)
    if coming is not None:
        return _planned(name, timezone.localdate(coming.starts_at))
    return Part(name, "", is_done=False, url=_where_to_meet(home))


def _where_to_meet(home: Home) -> str:
    """Their mentorships for somebody who has met, else the people who offer help."""
    return reverse("mentors:mentorships" if home.meetings else "mentors:search")


def _done(name: str, day: date) -> Part:
    return Part(name, _("done %(day)s") % {"day": _day(day)}, is_done=True)


def _planned(name: str, day: date) -> Part:
    return Part(name, _("on %(day)s") % {"day": _day(day)}, is_done=False)


def _day(day: date) -> str:
    return date_format(day, "MONTH_DAY_FORMAT")
