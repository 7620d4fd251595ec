"""The refusal of a step that comes too late, or too early."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from mentors.models.mentorships import Mentorship
from mentors.models.requests import MentorshipRequest
from mentors.models.runs import ProposedPair
from setframework.web.refusals import Refused

WORDS: dict[str, Any] = {
    MentorshipRequest.State.PENDING: _("It waits for an answer, so that is not the next step."),
    MentorshipRequest.State.MORE_INFO: _("A question was asked: it has to be answered first."),
    MentorshipRequest.State.ACCEPTED: _("It was accepted in the meantime."),
    MentorshipRequest.State.DECLINED: _("It was declined in the meantime."),
    MentorshipRequest.State.WITHDRAWN: _("It was withdrawn in the meantime."),
    MentorshipRequest.State.EXPIRED: _("Its time is over: nobody answered within ten days."),
    MentorshipRequest.State.SUPERSEDED: _("Somebody else has said yes to this goal already."),
    ProposedPair.State.AGREED: _("Both of you have said yes: the mentorship has begun."),
    Mentorship.State.ACTIVE: _("The mentorship goes on, so that is not the next step."),
    Mentorship.State.PAUSED: _("The mentorship is paused. Resume it first."),
    Mentorship.State.CLOSING: _("Its end is proposed. The other one confirms it."),
    Mentorship.State.COMPLETED: _("The mentorship is complete."),
    Mentorship.State.ENDED: _("The mentorship has ended."),
}


class WrongState(Refused):
    """The state of a request, a pair or a mentorship forbids the step; `state` names it."""

    def __init__(self, state: str):
        super().__init__(state=state)
        self.state = state
        self.says = WORDS.get(state, _("Its state forbids that now."))
