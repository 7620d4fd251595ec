"""What a refused step means and what to do next, in the same words for pages and programs."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from mentors.models.mentorships import Mentorship
from mentors.models.requests import MentorshipRequest
from mentors.models.runs import ProposedPair
from mentors.services import (
    blocks,
    meetings,
    mentorships,
    places,
    profiles,
    programmes,
    proposals,
    pulse,
    requests,
    results,
    runs,
)

# What the thing named below says when the state of something forbids a step.
STATES: dict[str, Any] = {
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
FORBIDDEN: dict[type[Exception], Any] = {
    places.NoPlace: _("No place is free. End a mentorship, or offer more places."),
    requests.NoProfile: _("Write your mentor profile first: who is asked decides by it."),
    results.NotCompleted: _("Only a completed assessment can be shown."),
    requests.NotReachable: _("This person can't be asked for that now."),
    meetings.TimeTaken: _("You two have a meeting at that time."),
    pulse.TooEarly: _("It is too early for that."),
    mentorships.TooMany: _("There are as many as there can be. Remove one first."),
    requests.TooManyOpen: _("Three of your requests wait for an answer. Withdraw one first."),
    programmes.NotAdult: _("Say in your mentor profile that you are 18 or older first."),
    profiles.TakenOff: _(
        "The moderators have taken your card off the list, so this can't be done now. Your mentor "
        "profile says whom to ask."
    ),
    programmes.NotOpen: _("This is not the time for that: mind the days to sign up."),
    programmes.NotForYou: _("This programme is for the people in its organiser's teams."),
    programmes.LevelDoesNotFit: _("This programme is for mentees of other levels."),
    programmes.ProgrammeFull: _("As many people have joined as may."),
    runs.NothingToPublish: _("There is nothing to publish yet."),
    runs.SearchedAgain: _(
        "Pairs were searched again in the meantime. These are the new ones: look at them first."
    ),
    proposals.PairCanNotBegin: _(
        "This pairing can't begin now: no place is free any more, or the two of you have "
        "something open already. Nothing was changed."
    ),
    requests.AlreadyOpen: _("The two of you have something open already."),
}
# With the name of the field that is wrong.
MISTAKES: dict[type[Exception], tuple[str, Any]] = {
    requests.HasLink: ("message", _("Leave out the link: a first message can't have one.")),
    blocks.Oneself: ("person", _("This is you.")),
    mentorships.PauseTooLong: ("until", _("Choose a day after today, within 60 days.")),
    meetings.TooFar: ("starts_at", _("Choose a time within a year of today.")),
}
EMAIL = _("Confirm your e-mail address first. The account page sends the mail again.")
WEEK = _("Five requests a week are the most. You can ask again in a few days.")

REFUSED: tuple[type[Exception], ...] = (
    *FORBIDDEN,
    *MISTAKES,
    requests.WrongState,
    profiles.EmailNotVerified,
    requests.TooManyThisWeek,
)


def say(error: Exception) -> Any:
    """The words for one of REFUSED."""
    if isinstance(error, requests.WrongState):
        return STATES.get(error.state, _("Its state forbids that now."))
    if isinstance(error, profiles.EmailNotVerified):
        return EMAIL
    if isinstance(error, requests.TooManyThisWeek):
        return WEEK
    kind = type(error)
    return FORBIDDEN[kind] if kind in FORBIDDEN else MISTAKES[kind][1]
