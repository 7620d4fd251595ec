"""Was it confirmed a short while ago that it is them? One rule for pages and API.

It guards what takes everything away, erases it, or opens a further way into the account: export,
erasing, tokens, second factors, recovery codes, passkeys, the e-mail address. A log-in counts, and
so does each time that somebody confirmed that it is them.
"""

import time
from typing import cast

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from setframework.people.models import Token, User
from setframework.people.requests import PersonAPIRequest
from setframework.web.refusals import Refused


class ConfirmFirst(Refused):
    """It is too long ago, or never was in this session."""

    says = _(
        "First confirm that it is you: open /accounts/reauthenticate/ in this session, or log in "
        "again. Then you have 15 minutes."
    )
    status = 403

    def __init__(self) -> None:
        super().__init__(code="reauthentication_required")


class NotByToken(ConfirmFirst):
    """A token proves a program, not that its person is there."""

    says = _(
        "A token can't do this. Log in on the site and do it on the account page, or here with a "
        "session that is at most 15 minutes old."
    )


class NotByThisToken(Refused):
    """The token may read and write, but not take everything away."""

    says = _("This token may not export. Make one on the account page that may export all data.")
    status = 403

    def __init__(self) -> None:
        super().__init__(code="scope_required", scope="export")


def was_confirmed_recently(request: HttpRequest) -> bool:
    """True for ACCOUNT_REAUTHENTICATION_TIMEOUT seconds after the last log-in or confirmation."""
    now, seconds = time.time(), settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, cast(User, request.user))
    return any(0 <= now - each["at"] < seconds for each in records)


def check_confirmed(request: PersonAPIRequest, *, scope: str = "") -> None:
    """For the API. A token passes only by its scope, if the step has one.

    Raises ConfirmFirst, NotByToken, NotByThisToken.
    """
    token = request.auth
    if token is None:
        if not was_confirmed_recently(request._request):
            raise ConfirmFirst
    elif not scope:
        raise NotByToken
    elif scope not in cast(Token, token).scopes:
        raise NotByThisToken
