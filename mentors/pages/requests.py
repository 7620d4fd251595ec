"""One request, as its reader sees it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentors.forms.requests import WordsForm
from mentors.models.requests import Kind, MentorshipRequest
from setframework.people.models import User

State = MentorshipRequest.State

# Kind -> (words for the one who was asked, words for the one who asked)
KIND_WORDS = {
    Kind.MENTOR: (
        gettext_lazy("asks you to be their mentor"),
        gettext_lazy("you asked for a mentor"),
    ),
    Kind.REVERSE: (
        gettext_lazy("asks to learn from you, who are earlier in your career"),
        gettext_lazy("you asked to be taught from earlier in a career"),
    ),
    Kind.PEER: (gettext_lazy("asks you to be peers"), gettext_lazy("you asked to be peers")),
}


class RequestLine:
    """`request` comes from list_requests, which adds names."""

    def __init__(self, request: MentorshipRequest, person: User, at: datetime):
        row: Any = request
        self.request, self.state = request, request.state_at(at)
        self.is_received = request.receiver_id == person.pk
        self.other = request.sender if self.is_received else request.receiver
        name = row.sender_name if self.is_received else row.receiver_name
        self.name = name or _("Somebody without a name")
        self.aspiration: str = row.aspiration or ""
        self.mentorship_code = row.mentorship_code

    @property
    def code(self) -> Any:
        return self.request.code

    @property
    def is_open(self) -> bool:
        return self.state in MentorshipRequest.OPEN

    @property
    def is_waiting_for_words(self) -> bool:
        return self.state == State.MORE_INFO

    @property
    def kind_words(self) -> str:
        asked, asking = KIND_WORDS[Kind(self.request.kind)]
        return str(asked if self.is_received else asking)

    @property
    def state_words(self) -> str:
        return str(State(self.state).label)

    @property
    def may_accept(self) -> bool:
        return self.is_received and self.state == State.PENDING

    @property
    def may_decline(self) -> bool:
        return self.is_received and self.is_open

    @property
    def may_withdraw(self) -> bool:
        return not self.is_received and self.is_open

    @property
    def may_ask(self) -> bool:
        return self.may_accept and self.request.asked_at is None

    @property
    def may_answer(self) -> bool:
        return not self.is_received and self.is_waiting_for_words

    @property
    def has_expired(self) -> bool:
        return self.state == State.EXPIRED

    @property
    def is_declined(self) -> bool:
        return self.state == State.DECLINED

    def words_form(self, data: Any = None) -> WordsForm:
        """The form of the receiver's question or the sender's answer."""
        if self.is_received:
            return WordsForm(
                data,
                label=_("Ask one thing before you decide"),
                hint=_("You can do this once. The clock stops until they answer."),
            )
        return WordsForm(data, label=_("Your answer"))
