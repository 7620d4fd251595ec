"""The embedded default for mail: the console and files under var/mail/."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.console import EmailBackend as ConsoleBackend
from django.core.mail.backends.filebased import EmailBackend as FileBackend


class ConsoleAndFileBackend(BaseEmailBackend):
    """Hands each message to both of Django's backends."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.backends = [FileBackend(*args, **kwargs), ConsoleBackend(*args, **kwargs)]

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return min(int(each.send_messages(email_messages) or 0) for each in self.backends)
