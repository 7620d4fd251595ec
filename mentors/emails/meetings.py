"""What people hear by e-mail about a meeting, with a file for their calendar."""

from typing import Any

from django.utils.translation import gettext as _

from mentors.emails.telling import name_of, other_of, told
from mentors.models.meetings import Meeting
from mentors.models.mentorships import Mentorship
from mentors.selectors.calendar import attach_file
from setframework.people.models import User
from setframework.web.mail.letters import send_letter, send_to_other


def tell_of_meeting(mentorship: Mentorship, meeting: Meeting, by: User) -> None:
    text = _("%(name)s has planned your next meeting. The file is for your calendar.")
    _send_file(send_to_other, mentorship, meeting, by, _("A meeting is planned"), text)


def tell_of_moved_meeting(mentorship: Mentorship, meeting: Meeting, by: User) -> None:
    text = _("%(name)s has changed the time of your meeting. The file moves it in your calendar.")
    _send_file(send_to_other, mentorship, meeting, by, _("Your meeting has a new time"), text)


def tell_of_cancelled_meeting(mentorship: Mentorship, meeting: Meeting, by: User) -> None:
    """It ends what was counted when it was planned, so it is never refused."""
    text = _("%(name)s has cancelled your meeting. The file takes it out of your calendar.")
    _send_file(send_letter, mentorship, meeting, by, _("Your meeting is cancelled"), text)


def tell_of_meeting_after_the_end(
    mentorship: Mentorship, meeting: Meeting, gone: User | None = None
) -> None:
    """Both hear it, since neither of them cancelled it; not the one who is `gone`."""
    text = _(
        "Your mentorship has ended, and this meeting with it."
        " The file takes it out of your calendar."
    )
    for to in (mentorship.mentor, mentorship.mentee):
        if to != gone:
            context = told(
                _("Your meeting is cancelled"), text, "mentors:mentorship", mentorship.code
            )
            send_letter("pairing", to.email, context, files=[attach_file(mentorship, meeting, to)])


def _send_file(
    send: Any, mentorship: Mentorship, meeting: Meeting, by: User, subject: str, text: str
) -> None:
    other = other_of(mentorship, by)
    words = text % {"name": name_of(by)}
    context = told(subject, words, "mentors:mentorship", mentorship.code)
    files = [attach_file(mentorship, meeting, other)]
    send("pairing", other.email, context, by=by.code, files=files)
