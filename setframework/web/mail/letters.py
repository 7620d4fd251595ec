"""Where mail leads to, and where it goes in the embedded default: the console and var/mail/."""

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.console import EmailBackend as ConsoleBackend
from django.core.mail.backends.filebased import EmailBackend as FileBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

logger = logging.getLogger(__name__)
Due = TypeVar("Due")


def address_of(view: str, *args: Any) -> str:
    """The whole address of a page, for where no request tells the host."""
    return settings.SITE_URL + reverse(view, args=args)


def compose_letter(letter: str, to: str, context: Mapping[str, Any]) -> EmailMultiAlternatives:
    """templates/emails/<letter>/ as text and HTML, not sent yet."""
    text = render_to_string(f"emails/{letter}/message.txt", context)
    message = EmailMultiAlternatives(_subject(letter, context), text, to=[to])
    html = render_to_string("emails/message.html", {"text": text})
    message.attach_alternative(html, "text/html")
    return message


def send_letter(letter: str, to: str, context: Mapping[str, Any]) -> None:
    """Send templates/emails/<letter>/ now."""
    compose_letter(letter, to, context).send()


def send_after_commit(letter: str, to: str, context: Mapping[str, Any]) -> None:
    """Like send_letter, once the change that it tells of is stored; nothing if it is not.

    A mail server that does not answer never breaks what a person has just done: it is logged.
    """
    transaction.on_commit(partial(send_letter, letter, to, dict(context)), robust=True)


def compose_reminder(
    letter: str, to: str, stop_url: str, context: Mapping[str, Any]
) -> EmailMultiAlternatives:
    """templates/emails/<letter>/ with the headers by which a mail program stops it (RFC 8058)."""
    context = {**context, "stop_url": stop_url}
    return EmailMultiAlternatives(
        subject=_subject(letter, context),
        body=render_to_string(f"emails/{letter}/message.txt", context),
        to=[to],
        headers={
            "List-Unsubscribe": f"<{stop_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        alternatives=[(render_to_string(f"emails/{letter}/message.html", context), "text/html")],
    )


def _subject(letter: str, context: Mapping[str, Any]) -> str:
    """On one line, whatever was named with more: a header can't have others."""
    return " ".join(render_to_string(f"emails/{letter}/subject.txt", context).split())


def send_claimed(due: Sequence[Due], claim: Callable[[Due], EmailMessage | None]) -> int:
    """Send a mail for each of these, at most once; returns how many went out.

    `claim` writes the mail once it is this worker's to send, and that is committed; else None.
    Without a mail server nothing is claimed: the error goes on, and the next run tries again.
    """
    if not due:
        return 0
    with get_connection() as connection:
        return sum(_send(each, claim(each), connection) for each in due)


def _send(each: Any, message: EmailMessage | None, connection: BaseEmailBackend) -> bool:
    if message is None:
        return False
    try:
        connection.send_messages([message])
    except OSError:  # every error of SMTP is one; whether the mail went out nobody knows
        logger.exception("A mail may not have been sent: %s", each)
        connection.close()
        connection.open()
        return False
    return True


class ConsoleAndFileBackend(BaseEmailBackend):
    """Hands each message to both of Django's backends."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.backends = [FileBackend(*args, **kwargs), ConsoleBackend(*args, **kwargs)]

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return min(int(each.send_messages(email_messages) or 0) for each in self.backends)
