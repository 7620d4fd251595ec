"""The refusal of a step that comes too late, or too early."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from mentors.models.mentorships import Mentorship
from mentors.models.requests import MentorshipRequest
from mentors.models.runs import ProposedPair
from setframework.web.refusals import Refused

WORDS: dict[str, Any] = {
    MentorshipRequest.State.PENDING: _("It is waiting for an answer, so this is not possible now."),
    MentorshipRequest.State.MORE_INFO: _("A question was asked: it has to be answered first."),
    MentorshipRequest.State.ACCEPTED: _("It was accepted in the meantime."),
    MentorshipRequest.State.DECLINED: _("It was declined in the meantime."),
    MentorshipRequest.State.WITHDRAWN: _("It was withdrawn in the meantime."),
    MentorshipRequest.State.EXPIRED: _("It has ended: nobody answered within ten days."),
    MentorshipRequest.State.SUPERSEDED: _("Somebody else has already said yes to this goal."),
    ProposedPair.State.AGREED: _("Both of you have said yes: the mentorship has begun."),
    Mentorship.State.ACTIVE: _("The mentorship is active, so this is not possible now."),
    Mentorship.State.PAUSED: _("The mentorship is paused. Resume it first."),
    Mentorship.State.CLOSING: _("Its end is proposed. The other person confirms it."),
    Mentorship.State.COMPLETED: _("The mentorship is complete."),
    Mentorship.State.ENDED: _("The mentorship has ended."),
}


class WrongState(Refused):
    """The state of a request, a pair or a mentorship forbids the step; `state` names it."""

    def __init__(self, state: str):
        super().__init__(state=state)
        self.state = state
        self.says = WORDS.get(state, _("Its state does not allow that now."))
