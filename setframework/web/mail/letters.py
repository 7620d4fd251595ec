"""Writing and sending mail, and the addresses in it."""

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

logger = logging.getLogger(__name__)
Due = TypeVar("Due")


def address_of(view: str, *args: Any) -> str:
    """The full address of a page, without a request that names the host."""
    return settings.SITE_URL + reverse(view, args=args)


def compose_letter(letter: str, to: str, context: Mapping[str, Any]) -> EmailMultiAlternatives:
    """Write the mail from templates/emails/<letter>/, as text and HTML, and do not send it yet."""
    text = render_to_string(f"emails/{letter}/message.txt", context)
    message = EmailMultiAlternatives(_subject(letter, context), text, to=[to])
    html = render_to_string("emails/message.html", {"text": text})
    message.attach_alternative(html, "text/html")
    return message


def send_letter(letter: str, to: str, context: Mapping[str, Any]) -> None:
    """Send templates/emails/<letter>/ now."""
    compose_letter(letter, to, context).send()


def send_after_commit(letter: str, to: str, context: Mapping[str, Any]) -> None:
    """Like `send_letter`, after the transaction is committed. If it is rolled back, send nothing.

    If the mail server does not answer, that is logged. The person's step is stored all the same.
    """
    transaction.on_commit(partial(send_letter, letter, to, dict(context)), robust=True)


def compose_reminder(
    letter: str, to: str, stop_url: str, context: Mapping[str, Any]
) -> EmailMultiAlternatives:
    """Like `compose_letter`, with the headers by which a mail program stops it (RFC 8058)."""
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
    """The subject on one line: a header can't have two, but a name in it may."""
    return " ".join(render_to_string(f"emails/{letter}/subject.txt", context).split())


def send_claimed(due: Sequence[Due], claim: Callable[[Due], EmailMessage | None]) -> int:
    """Send a mail for each row, at most once. Returns how many were sent.

    `claim` commits that this worker sends the mail, and returns the mail; None if another one does.
    Without a mail server nothing is claimed: the error is raised, and the next run tries again.
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
    except OSError:  # all errors of SMTP; nobody knows if the mail was sent
        logger.exception("A mail may not have been sent: %s", each)
        connection.close()
        connection.open()
        return False
    return True
