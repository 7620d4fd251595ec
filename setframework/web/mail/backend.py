"""Where mail goes: into the queue, and in the embedded default to the console and to files."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.console import EmailBackend as ConsoleBackend
from django.core.mail.backends.filebased import EmailBackend as FileBackend

from setframework.web.mail.queue import put


class QueueBackend(BaseEmailBackend):
    """Stores each message in the transaction of the caller. The worker sends it.

    So a letter goes out if, and only if, the step that it tells of is stored.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return sum(put(message) for message in email_messages)


class ConsoleAndFileBackend(BaseEmailBackend):
    """Hands each message to both of Django's backends."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.backends = [FileBackend(*args, **kwargs), ConsoleBackend(*args, **kwargs)]

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return min(int(each.send_messages(email_messages) or 0) for each in self.backends)
