"""What people hear by e-mail about a mentorship."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mentors.emails.telling import day_of, name_of, other_of, tell, tell_other
from mentors.models.mentorships import Mentorship
from setframework.people.models import User


def tell_of_pause(mentorship: Mentorship, by: User) -> None:
    until = mentorship.paused_until
    tell_other(
        other_of(mentorship, by),
        _("Your mentorship is paused"),
        _("%(name)s has paused it until %(day)s. Your place is kept.")
        % {"name": name_of(by), "day": date_format(until, "DATE_FORMAT") if until else ""},
        "mentors:mentorship",
        mentorship.code,
        by=by,
    )


def tell_of_closing(mentorship: Mentorship, by: User, until: datetime) -> None:
    tell_other(
        other_of(mentorship, by),
        _("Your mentorship may be complete"),
        _(
            "%(name)s thinks that you have reached your goal. Confirm it, or the mentorship ends "
            "on %(day)s."
        )
        % {"name": name_of(by), "day": day_of(until)},
        "mentors:mentorship",
        mentorship.code,
        by=by,
    )


def tell_of_completion(mentorship: Mentorship) -> None:
    for person in (mentorship.mentor, mentorship.mentee):
        tell(
            person,
            _("Your mentorship is complete"),
            _("Say what helped, and look at what has changed."),
            "mentors:mentorship",
            mentorship.code,
        )


def tell_of_early_end(mentorship: Mentorship, by: User) -> None:
    """Tell the other one neutrally: no reason, and no name."""
    tell(
        other_of(mentorship, by),
        _("Your mentorship has ended"),
        _("It ended today. What you did together counts. Others may fit too."),
        "mentors:search",
    )


def ask_for_pulse(mentorship: Mentorship) -> None:
    for person in (mentorship.mentor, mentorship.mentee):
        tell(
            person,
            _("Is your mentorship working?"),
            _(
                "A month has passed. One question for you; the other person does not see your "
                "answer."
            ),
            "mentors:mentorship",
            mentorship.code,
        )


def nudge(mentorship: Mentorship) -> None:
    for person in (mentorship.mentor, mentorship.mentee):
        tell(
            person,
            _("Still meeting?"),
            _(
                "No meeting has been noted for five weeks. Say that you still meet, pause, or end "
                "kindly."
            ),
            "mentors:mentorship",
            mentorship.code,
        )
