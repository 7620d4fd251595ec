"""The queue of letters: put in by a request or a job, sent by the worker, tried again for two days.

A letter is sent at least once. A worker that is killed while it sends leaves the letter taken for
`TAKEN_FOR`; then another one sends it, with the same Message-ID. No two workers send it at once.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import Message
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import MIMEMixin
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from setframework.web.addresses import canonical_or_same
from setframework.web.mail.models import Letter

logger = logging.getLogger(__name__)

# What the queue alone reads: the template of a letter, and the code of whoever caused it.
KIND, BY = "X-Letter", "X-By"
# A mail server is asked fewer than this many times for one letter, each with EMAIL_TIMEOUT.
TAKEN_FOR = timedelta(seconds=12 * settings.EMAIL_TIMEOUT)
GIVE_UP_AFTER = timedelta(days=2)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=4)
# The rows of what was sent are kept to be counted, those of failures to be looked into.
KEEP_SENT, KEEP_FAILED = timedelta(days=14), timedelta(days=30)


class _Stored(MIMEMixin, Message):  # type: ignore[misc]  # as in Django's own classes
    """A message as it was stored, in the form that Django's backends write."""


class StoredMessage(EmailMessage):
    """A letter out of the queue."""

    def __init__(self, letter: Letter):
        # An account may have another spelling still. Django would read it by the older rules, and
        # write to another domain.
        super().__init__(from_email=letter.sender, to=[canonical_or_same(letter.receiver)])
        self._stored = message_from_bytes(bytes(letter.content), _class=_Stored)
        self.subject = str(self._stored["Subject"])

    def message(self) -> _Stored:
        return self._stored


@transaction.atomic
def put(message: EmailMessage) -> int:
    """Store the message, one letter for each address. Returns 1, or 0 without an address."""
    kind, by = message.extra_headers.pop(KIND, ""), message.extra_headers.pop(BY, None)
    receivers = message.recipients()
    message.to = [canonical_or_same(each) for each in message.to]
    now, content = timezone.now(), message.message().as_bytes()
    letters = [
        Letter(
            kind=kind,
            by=by,
            sender=message.from_email,
            receiver=receiver,
            content=content,
            created_at=now,
            next_try_at=now,
        )
        for receiver in receivers
    ]
    Letter.objects.bulk_create(letters)
    return min(1, len(letters))


def forget(addresses: Iterable[str], *, by: UUID | None = None) -> None:
    """Delete what waits for these addresses or was given up, and what the person with the code
    `by` has caused: it may name them."""
    wanted = Q(by=by) if by else Q()
    for address in addresses:
        wanted |= Q(receiver__iexact=address)
    Letter.objects.filter(wanted).delete()


def purge(*, at: datetime) -> int:
    """Delete the rows of what was sent or given up some time ago. Returns how many."""
    old = Q(sent_at__lt=at - KEEP_SENT) | Q(failed_at__lt=at - KEEP_FAILED)
    return Letter.objects.filter(old).delete()[0]


def send_due(*, go_on: Callable[[], bool] = lambda: True) -> int:
    """Send every letter that is due, until `go_on` says no. Returns how many went out."""
    sent = 0
    connection: BaseEmailBackend | None = None
    while go_on():
        letter = take(at=timezone.now())
        if letter is None:
            break
        if _is_shut_out(letter.receiver):
            letter.delete()
            continue
        connection = connection or get_connection(settings.MAIL_TRANSPORT)
        if _send(letter, connection):
            sent += 1
        else:
            _close(connection)
            connection = None
    if connection is not None:
        _close(connection)
    return sent


def take(*, at: datetime) -> Letter | None:
    """Take the next letter that is due, so that no other worker takes it for TAKEN_FOR."""
    while True:
        letter = Letter.objects.filter(next_try_at__lte=at).order_by("next_try_at", "pk").first()
        if letter is None:
            return None
        # As it was read: another worker may have been first.
        same = Letter.objects.filter(pk=letter.pk, next_try_at=letter.next_try_at)
        if same.update(next_try_at=at + TAKEN_FOR, tries=F("tries") + 1):
            letter.next_try_at, letter.tries = at + TAKEN_FOR, letter.tries + 1
            return letter


def _is_shut_out(address: str) -> bool:
    """Nothing goes to an account that is closed, whatever was written before or since."""
    return get_user_model().objects.filter(email=address.lower(), is_active=False).exists()


def _send(letter: Letter, connection: BaseEmailBackend) -> bool:
    try:
        connection.open()
        connection.send_messages([StoredMessage(letter)])
    except Exception as error:  # noqa: BLE001 - whatever it is, the letter must not be lost
        _put_off(letter, error, at=timezone.now())
        return False
    Letter.objects.filter(pk=letter.pk).update(
        sent_at=timezone.now(), next_try_at=None, content=b"", receiver="", by=None, error=""
    )
    return True


def _put_off(letter: Letter, error: Exception, *, at: datetime) -> None:
    """Try again after a growing pause, or give up; then only the text is erased."""
    # The words of an error may have the address in them.
    said = f"{type(error).__name__} {getattr(error, 'smtp_code', '')}".strip()[:80]
    # Only while it is still ours: a worker that was stopped for long may have lost it.
    own = Letter.objects.filter(pk=letter.pk, next_try_at=letter.next_try_at)
    next_try_at = at + min(FIRST_PAUSE * 2 ** min(letter.tries - 1, 20), LONGEST_PAUSE)
    if next_try_at <= letter.created_at + GIVE_UP_AFTER:
        own.update(next_try_at=next_try_at, error=said)
        logger.warning("A letter could not be sent: %s, %s", letter.code, said)
    else:
        own.update(next_try_at=None, failed_at=at, content=b"", error=said)
        logger.error("A letter was given up: %s, %s", letter.code, said)


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except OSError:  # the server has gone; what it took is sent
        logger.info("The mail server did not say goodbye.")
