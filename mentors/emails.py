"""Letters about searches and pairings: what happened, and where to look.

A letter has no score and no words that somebody wrote.
"""

from datetime import datetime
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mentors.models.alerts import SearchAlert
from mentors.models.meetings import Meeting
from mentors.models.mentorships import Mentorship
from mentors.models.profiles import MentorProfile
from mentors.models.programmes import Programme
from mentors.models.requests import MentorshipRequest
from mentors.models.runs import ProposedPair
from mentors.selectors.calendar import attach_file
from mentors.selectors.search import asked_by
from setframework.people.models import User
from setframework.web.mail.letters import address_of, compose_letter, send_letter, send_to_other


def send_somebody_fits(alert: SearchAlert, count: int) -> None:
    address = f"{address_of('mentors:search')}?{asked_by(alert).query}"
    send_letter("somebody_fits", alert.person.email, {"url": address, "count": count})


def tell_of_request(request: MentorshipRequest) -> None:
    _send_to_other(
        request.receiver,
        _("You have a new request"),
        _("%(name)s asks you. You can answer until %(day)s; a kind no is an answer too.")
        % {"name": _name(request.sender), "day": _day(request.expires_at)},
        "mentors:requests",
        by=request.sender,
    )


def remind_of_request(request: MentorshipRequest) -> None:
    _send(
        request.receiver,
        _("A request waits for your answer"),
        _("%(name)s still waits for your answer. The request ends on %(day)s.")
        % {"name": _name(request.sender), "day": _day(request.expires_at)},
        "mentors:requests",
        by=request.sender,
    )


def tell_of_question(request: MentorshipRequest) -> None:
    _send_to_other(
        request.sender,
        _("You were asked something"),
        _("%(name)s would like to know more before answering. The clock stops until you reply.")
        % {"name": _name(request.receiver)},
        "mentors:requests",
        by=request.receiver,
    )


def tell_of_answer(request: MentorshipRequest) -> None:
    _send_to_other(
        request.receiver,
        _("Your question was answered"),
        _("%(name)s has answered. You can decide until %(day)s.")
        % {"name": _name(request.sender), "day": _day(request.expires_at)},
        "mentors:requests",
        by=request.sender,
    )


def tell_of_acceptance(request: MentorshipRequest, mentorship: Mentorship) -> None:
    _send(
        request.sender,
        _("Your request was accepted"),
        _("%(name)s has said yes. You find each other's address on the page of your mentorship.")
        % {"name": _name(request.receiver)},
        "mentors:mentorship",
        mentorship.code,
        by=request.receiver,
    )


def tell_of_end(request: MentorshipRequest) -> None:
    """Tell the sender of a decline. A withdrawn request needs no letter."""
    if request.state != MentorshipRequest.State.DECLINED:
        return
    _send(
        request.sender,
        _("An answer to your request"),
        _("%(name)s can't take it on now. Others may fit too.") % {"name": _name(request.receiver)},
        "mentors:search",
        by=request.receiver,
    )


def tell_of_expiry(request: MentorshipRequest) -> None:
    _send(
        request.sender,
        _("Your request has ended without an answer"),
        _("%(name)s did not answer in time. That says nothing about you. See who else fits.")
        % {"name": _name(request.receiver)},
        "mentors:search",
        by=request.receiver,
    )


def tell_of_pause(mentorship: Mentorship, by: User) -> None:
    until = mentorship.paused_until
    _send_to_other(
        _other(mentorship, by),
        _("Your mentorship is paused"),
        _("%(name)s has paused it until %(day)s. Your place is kept.")
        % {"name": _name(by), "day": date_format(until, "DATE_FORMAT") if until else ""},
        "mentors:mentorship",
        mentorship.code,
        by=by,
    )


def tell_of_closing(mentorship: Mentorship, by: User, until: datetime) -> None:
    _send_to_other(
        _other(mentorship, by),
        _("Your mentorship may be complete"),
        _(
            "%(name)s thinks that you have reached your goal. Confirm it, or the mentorship ends "
            "on %(day)s."
        )
        % {"name": _name(by), "day": _day(until)},
        "mentors:mentorship",
        mentorship.code,
        by=by,
    )


def tell_of_completion(mentorship: Mentorship) -> None:
    for person in (mentorship.mentor, mentorship.mentee):
        _send(
            person,
            _("Your mentorship is complete"),
            _("Say what helped, and look at what has changed."),
            "mentors:mentorship",
            mentorship.code,
        )


def tell_of_early_end(mentorship: Mentorship, by: User) -> None:
    """Tell the other one neutrally: no reason, and no name."""
    _send(
        _other(mentorship, by),
        _("Your mentorship has ended"),
        _("It ended today. What you did together counts. Others may fit too."),
        "mentors:search",
    )


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


def ask_for_pulse(mentorship: Mentorship) -> None:
    for person in (mentorship.mentor, mentorship.mentee):
        _send(
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
        _send(
            person,
            _("Still meeting?"),
            _(
                "No meeting has been noted for five weeks. Say that you still meet, pause, or end "
                "kindly."
            ),
            "mentors:mentorship",
            mentorship.code,
        )


def compose_proposal(programme: Programme, person: User, until: datetime) -> EmailMultiAlternatives:
    """One letter, however many people are proposed to the person."""
    text = _("%(programme)s has found a pairing for you. Say yes or no until %(day)s.")
    text %= {"programme": programme.name, "day": _day(until)}
    context = _told(_("A pair is proposed to you"), text, "mentors:programme", programme.code)
    return compose_letter("pairing", person.email, context)


def compose_left_out(programme: Programme, person: User) -> EmailMultiAlternatives:
    """A kind letter without a reason: every reason would say something about others."""
    context = {
        "programme": programme.name,
        "search_url": address_of("mentors:search"),
        "url": address_of("mentors:programme", programme.code),
    }
    return compose_letter("left_out", person.email, context)


def tell_of_failed_run(programme: Programme) -> None:
    """Tell the organiser, if there is one."""
    if programme.organiser is None:
        return
    text = _("The search for pairs of %(programme)s could not be finished. You can try again.")
    text %= {"programme": programme.name}
    subject = _("The search for pairs could not be finished")
    context = _told(subject, text, "mentors:programme", programme.code)
    send_letter("programme", programme.organiser.email, context)


def tell_of_pairing(pair: ProposedPair, mentorship: Mentorship) -> None:
    for person, other in ((pair.mentor, pair.mentee), (pair.mentee, pair.mentor)):
        _send(
            person,
            _("Your mentorship has begun"),
            _("You and %(name)s both said yes. You find each other's address on its page.")
            % {"name": _name(other)},
            "mentors:mentorship",
            mentorship.code,
            by=other,
        )


def tell_of_no_pairing(pair: ProposedPair, but: User | None = None) -> None:
    """Tell those who said yes. The letter does not say whether the other one answered."""
    answers = ((pair.mentor, pair.mentor_says), (pair.mentee, pair.mentee_says))
    for person, says in answers:
        if says and person != but:
            _send(
                person,
                _("A proposed pair did not work out"),
                _("This says nothing about you. The organiser can look for pairs again."),
                "mentors:programme",
                pair.run.programme.code,
            )


def _send(
    person: User, subject: str, text: str, view: str, *args: Any, by: User | None = None
) -> None:
    """`by` is who the letter names."""
    code = by.code if by else None
    send_letter("pairing", person.email, _told(subject, text, view, *args), by=code)


def _send_to_other(
    person: User,
    subject: str,
    text: str,
    view: str,
    *args: Any,
    by: User,
) -> None:
    """Like `_send`, counted: `by` is who causes it."""
    context = _told(subject, text, view, *args)
    send_to_other("pairing", person.email, context, by=by.code)


def _send_file(
    send: Any, mentorship: Mentorship, meeting: Meeting, by: User, subject: str, text: str
) -> None:
    other = _other(mentorship, by)
    told = _told(subject, text % {"name": _name(by)}, "mentors:mentorship", mentorship.code)
    files = [attach_file(mentorship, meeting, other)]
    send("pairing", other.email, told, by=by.code, files=files)


def _told(subject: str, text: str, view: str, *args: Any) -> dict[str, str]:
    return {"subject": subject, "text": text, "url": address_of(view, *args)}


def _name(person: User) -> str:
    """The name that the person chose. Two people see addresses only once they agree."""
    names = MentorProfile.objects.filter(person=person).values_list("name", flat=True)
    return names.first() or _("Somebody")


def _other(mentorship: Mentorship, person: User) -> Any:
    return mentorship.mentee if mentorship.mentor_id == person.pk else mentorship.mentor


def _day(moment: datetime) -> str:
    return date_format(moment, "DATE_FORMAT")
