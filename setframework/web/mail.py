"""Where mail leads to, and where it goes in the embedded default: the console and var/mail/."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.console import EmailBackend as ConsoleBackend
from django.core.mail.backends.filebased import EmailBackend as FileBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse


def address_of(view: str, *args: Any) -> str:
    """The whole address of a page, for where no request tells the host."""
    return settings.SITE_URL + reverse(view, args=args)


def compose_letter(letter: str, to: str, context: Mapping[str, Any]) -> EmailMultiAlternatives:
    """templates/emails/<letter>/ as text and HTML, not sent yet."""
    # On one line, whatever was named with more: a header can't have others.
    subject = " ".join(render_to_string(f"emails/{letter}/subject.txt", context).split())
    text = render_to_string(f"emails/{letter}/message.txt", context)
    message = EmailMultiAlternatives(subject, text, to=[to])
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


class ConsoleAndFileBackend(BaseEmailBackend):
    """Hands each message to both of Django's backends."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.backends = [FileBackend(*args, **kwargs), ConsoleBackend(*args, **kwargs)]

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return min(int(each.send_messages(email_messages) or 0) for each in self.backends)
