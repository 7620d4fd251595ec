"""What people hear by e-mail about a request."""

from django.utils.translation import gettext as _

from mentors.emails.telling import day_of, name_of, tell, tell_other
from mentors.models.mentorships import Mentorship
from mentors.models.requests import MentorshipRequest


def tell_of_request(request: MentorshipRequest) -> None:
    tell_other(
        request.receiver,
        _("You have a new request"),
        _("%(name)s asks you. You can answer until %(day)s; a kind no is an answer too.")
        % {"name": name_of(request.sender), "day": day_of(request.expires_at)},
        "mentors:requests",
        by=request.sender,
    )


def remind_of_request(request: MentorshipRequest) -> None:
    tell(
        request.receiver,
        _("A request waits for your answer"),
        _("%(name)s still waits for your answer. The request ends on %(day)s.")
        % {"name": name_of(request.sender), "day": day_of(request.expires_at)},
        "mentors:requests",
        by=request.sender,
    )


def tell_of_question(request: MentorshipRequest) -> None:
    tell_other(
        request.sender,
        _("You were asked something"),
        _("%(name)s would like to know more before answering. The clock stops until you reply.")
        % {"name": name_of(request.receiver)},
        "mentors:requests",
        by=request.receiver,
    )


def tell_of_answer(request: MentorshipRequest) -> None:
    tell_other(
        request.receiver,
        _("Your question was answered"),
        _("%(name)s has answered. You can decide until %(day)s.")
        % {"name": name_of(request.sender), "day": day_of(request.expires_at)},
        "mentors:requests",
        by=request.sender,
    )


def tell_of_acceptance(request: MentorshipRequest, mentorship: Mentorship) -> None:
    tell(
        request.sender,
        _("Your request was accepted"),
        _("%(name)s has said yes. You find each other's address on the page of your mentorship.")
        % {"name": name_of(request.receiver)},
        "mentors:mentorship",
        mentorship.code,
        by=request.receiver,
    )


def tell_of_end(request: MentorshipRequest) -> None:
    """Tell the sender of a decline. A withdrawn request needs no letter."""
    if request.state != MentorshipRequest.State.DECLINED:
        return
    tell(
        request.sender,
        _("An answer to your request"),
        _("%(name)s can't take it on now. Others may fit too.")
        % {"name": name_of(request.receiver)},
        "mentors:search",
        by=request.receiver,
    )


def tell_of_expiry(request: MentorshipRequest) -> None:
    tell(
        request.sender,
        _("Your request has ended without an answer"),
        _("%(name)s did not answer in time. That says nothing about you. See who else fits.")
        % {"name": name_of(request.receiver)},
        "mentors:search",
        by=request.receiver,
    )
