"""Second factors of a person: which there are, and whether this session has shown one."""

from typing import Any, cast

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from setframework.people.models import User


def list_factors(person: User) -> set[str]:
    """Their kinds. Recovery codes stand in for a factor, but are none."""
    rows = Authenticator.objects.filter(user=person)
    return set(rows.exclude(type=Authenticator.Type.RECOVERY_CODES).values_list("type", flat=True))


def was_factor_shown(request: HttpRequest) -> bool:
    """At the log-in, when somebody confirmed that it is them, or when it was set up."""
    records = get_authentication_records(request, cast(User, request.user))
    return any(each["method"] == "mfa" for each in records)


def remember_new_factor(request: HttpRequest, kind: str) -> None:
    """Whoever has just set it up has shown it."""
    person = cast(User, request.user)
    factor: Any = Authenticator.objects.filter(user=person, type=kind).latest("pk")
    record_authentication(request, person, "mfa", id=factor.pk, type=kind, reauthenticated=True)
