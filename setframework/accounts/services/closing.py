"""Ending every way into an account, and every address that shows something of it."""

from datetime import datetime
from importlib import import_module
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction

from assessments.services.reminders import end_reminders
from assessments.services.sharing import end_share_links
from assessments.teams.services.answer_weeks import renew_stop_link
from assessments.teams.services.invitations import end_invitations
from mentors.services.alerts import end_alerts
from mentors.services.results import end_result_shares
from setframework.accounts.services.tokens import end_tokens
from setframework.people.models import User
from setframework.web.mail import queue
from setframework.web.security_log import record


@transaction.atomic
def end_access(*, person: User, at: datetime) -> None:
    """Everything that opens something of a person who is shut out, for good.

    A later reopening brings back nothing of it: not what was there at the closing, and not what
    came in at the same moment, because it ends everything once more.
    """
    User.objects.lock(person)
    end_sessions(person=person)
    end_tokens(person=person)
    end_share_links(person=person, at=at)
    end_result_shares(person=person)
    end_reminders(person=person)
    renew_stop_link(person=person)
    end_alerts(person=person)
    end_invitations(manager=person)
    _end_mail(person)
    # Links to a new password carry this moment; see people/reset_links.py.
    person.closed_at = at
    User.objects.filter(pk=person.pk).update(closed_at=at)


@transaction.atomic
def shut_others_out(*, person: User) -> None:
    """End what somebody else may have made to come back, once a person shuts everybody else out."""
    end_tokens(person=person)
    end_waiting_addresses(person=person)


def end_waiting_addresses(*, person: User) -> None:
    """Forget each new address that is not confirmed yet: its link would hand the account over."""
    waiting = EmailAddress.objects.filter(user=person, verified=False).exclude(email=person.email)
    for address in waiting:
        address.delete()
        record("address.removed", person=person)


def end_sessions(*, person: User) -> None:
    """Log the person out everywhere."""
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore()
    sessions = UserSession.objects.filter(user=person)
    for key in sessions.values_list("session_key", flat=True):
        store.delete(key)
    sessions.delete()


def _end_mail(person: User) -> None:
    """Letters that wait, and addresses that would take the place of the one there is."""
    addresses = EmailAddress.objects.filter(user=person)
    queue.forget({person.email, *addresses.values_list("email", flat=True)})
    end_waiting_addresses(person=person)
