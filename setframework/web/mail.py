"""Where mail leads to, and where it goes in the embedded default: the console and var/mail/."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.console import EmailBackend as ConsoleBackend
from django.core.mail.backends.filebased import EmailBackend as FileBackend
from django.urls import reverse


def address_of(view: str, *args: Any) -> str:
    """The whole address of a page, for where no request tells the host."""
    return settings.SITE_URL + reverse(view, args=args)


class ConsoleAndFileBackend(BaseEmailBackend):
    """Hands each message to both of Django's backends."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.backends = [FileBackend(*args, **kwargs), ConsoleBackend(*args, **kwargs)]

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return min(int(each.send_messages(email_messages) or 0) for each in self.backends)
