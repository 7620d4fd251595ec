"""Writing and sending mail, and the addresses in it."""

from collections.abc import Callable, Mapping, Sequence
from email.mime.base import MIMEBase
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from setframework.web.limits import TooMany, count, find_wait
from setframework.web.mail.queue import BY, KIND

Due = TypeVar("Due")


class TooManyLetters(TooMany):
    """The sender has had many letters sent, or the receiver has had many."""

    says = _("Too many e-mails have gone out. Nothing was sent: wait, and try again later.")


def address_of(view: str, *args: Any) -> str:
    """The full address of a page, without a request that names the host."""
    return settings.SITE_URL + reverse(view, args=args)


def compose_letter(letter: str, to: str, context: Mapping[str, Any]) -> EmailMultiAlternatives:
    """Write the mail from templates/emails/<letter>/, as text and HTML, and do not send it yet."""
    text = render_to_string(f"emails/{letter}/message.txt", context)
    html = render_to_string("emails/message.html", {"text": text})
    return _message(letter, context, text, html, to)


def send_letter(
    letter: str,
    to: str,
    context: Mapping[str, Any],
    *,
    by: UUID | None = None,
    files: Sequence[MIMEBase] = (),
) -> None:
    """Put templates/emails/<letter>/ into the queue, in the transaction of the caller.

    `by` is the code of the person whose step it tells of, if it names them. This is for what the
    clock writes, and for what answers or ends a thing that was counted when it began: a step such
    as that is never refused. All else that a person causes goes by `send_to_other`.
    """
    message = compose_letter(letter, to, context)
    for file in files:
        message.attach(file)
    if by is not None:
        message.extra_headers[BY] = str(by)
    message.send()


def send_to_other(
    letter: str,
    to: str,
    context: Mapping[str, Any],
    *,
    by: UUID,
    must_arrive: bool = False,
    files: Sequence[MIMEBase] = (),
) -> None:
    """Like `send_letter`, for a step by which one person has mail sent to another.

    All such steps have one limit, by sender and by receiver. Raises TooManyLetters for a sender who
    has caused many. Where the receiver has had many, from whomever, the letter is left out, as the
    page says the same; with `must_arrive`, where the letter is all, it is refused too. An address
    counts alike with and without an account, so that a refusal tells nothing about it.
    """
    count_sender(by)
    if must_arrive:
        check_receiver(to)
    elif not may_receive(to):
        return
    send_letter(letter, to, context, by=by, files=files)


def count_sender(by: UUID) -> None:
    """Count one letter, or one step that writes to many. Raises TooManyLetters."""
    count("letter_sender", str(by), TooManyLetters)


def check_receiver(to: str) -> None:
    """Count a letter that others cause to an address. Raises TooManyLetters."""
    count("letter_receiver", to.casefold(), TooManyLetters)


def may_receive(to: str) -> bool:
    """Count a letter that others cause to an address. False if it has had many."""
    return find_wait("letter_receiver", to.casefold()) is None


def compose_reminder(
    letter: str, to: str, stop_url: str, context: Mapping[str, Any]
) -> EmailMultiAlternatives:
    """Like `compose_letter`, with the headers by which a mail program stops it (RFC 8058)."""
    context = {**context, "stop_url": stop_url}
    text = render_to_string(f"emails/{letter}/message.txt", context)
    html = render_to_string(f"emails/{letter}/message.html", context)
    message = _message(letter, context, text, html, to)
    message.extra_headers |= {
        "List-Unsubscribe": f"<{stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return message


def send_claimed(due: Sequence[Due], claim: Callable[[Due], EmailMessage | None]) -> int:
    """Put a mail for each row into the queue, exactly once. Returns how many.

    `claim` marks the row and returns its mail; None if another worker was first. Both are stored
    together or neither is.
    """
    return sum(_send_claimed(each, claim) for each in due)


@transaction.atomic
def _send_claimed(each: Due, claim: Callable[[Due], EmailMessage | None]) -> bool:
    message = claim(each)
    return bool(message and message.send())


def _message(
    letter: str, context: Mapping[str, Any], text: str, html: str, to: str
) -> EmailMultiAlternatives:
    # On one line: a header can't have two, but a name in it may.
    subject = " ".join(render_to_string(f"emails/{letter}/subject.txt", context).split())
    return EmailMultiAlternatives(
        subject,
        text,
        to=[to],
        alternatives=[(html, "text/html")],
        headers={KIND: letter},
    )
