"""What people hear by e-mail about a programme and its pairs."""

from datetime import datetime

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _

from mentors.emails.telling import day_of, name_of, tell, told
from mentors.models.mentorships import Mentorship
from mentors.models.programmes import Programme
from mentors.models.runs import ProposedPair
from setframework.people.models import User
from setframework.web.mail.letters import address_of, compose_letter, send_letter


def compose_proposal(programme: Programme, person: User, until: datetime) -> EmailMultiAlternatives:
    """One letter, however many people are proposed to the person."""
    text = _("%(programme)s has found a pairing for you. Say yes or no until %(day)s.")
    text %= {"programme": programme.name, "day": day_of(until)}
    context = told(_("A pair is proposed to you"), text, "mentors:programme", programme.code)
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
    context = told(subject, text, "mentors:programme", programme.code)
    send_letter("programme", programme.organiser.email, context)


def tell_of_pairing(pair: ProposedPair, mentorship: Mentorship) -> None:
    for person, other in ((pair.mentor, pair.mentee), (pair.mentee, pair.mentor)):
        tell(
            person,
            _("Your mentorship has begun"),
            _("You and %(name)s both said yes. You find each other's address on its page.")
            % {"name": name_of(other)},
            "mentors:mentorship",
            mentorship.code,
            by=other,
        )


def tell_of_no_pairing(pair: ProposedPair, but: User | None = None) -> None:
    """Tell those who said yes. The letter does not say whether the other one answered."""
    answers = ((pair.mentor, pair.mentor_says), (pair.mentee, pair.mentee_says))
    for person, says in answers:
        if says and person != but:
            tell(
                person,
                _("A proposed pair did not work out"),
                _("This says nothing about you. The organiser can look for pairs again."),
                "mentors:programme",
                pair.run.programme.code,
            )
