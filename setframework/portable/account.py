"""The part of an export about the account itself. It has no secret."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from assessments.models.measurement import MeasurementConsent
from assessments.models.sharing import ShareLink
from assessments.models.taking import UnclearReport
from assessments.selectors.reminders import find_reminder
from setframework.people.models import Token, User
from setframework.portable.rows import Rows, rows_of

LOGGED_IN = {
    "addresses": Rows(EmailAddress, ("email", "verified"), owner="user"),
    "tokens": Rows(Token, ("name", "scopes", "created", "expiry"), owner="user"),
    "sessions": Rows(UserSession, ("ip", "user_agent", "created_at"), owner="user"),
    "second_steps": Rows(Authenticator, ("type", "created_at", "last_used_at"), owner="user"),
}
CONSENTS = Rows(MeasurementConsent, ("given_at", "withdrawn_at"), order="given_at")
SHARED = ("code", "kind", "picks", "created_at", "expires_at", "revoked_at")
# Name in the document -> column.
UNCLEAR = {
    "questionnaire": "version__key",
    "version": "version__version",
    "item": "item",
    "word": "word",
    "reported_at": "reported_at",
}


def tell_account(person: User) -> dict[str, Any]:
    """Dates, addresses, choices, log-ins, and everything that was shared or reported."""
    reminder = find_reminder(person)
    return {
        "joined_at": person.joined_at,
        "last_login_at": person.last_login,
        **rows_of(person, LOGGED_IN),
        "reminders": reminder and {"months": reminder.months, "next_on": reminder.next_on},
        "measurement_consents": CONSENTS.of(person),
        "shared": _list_shared(person),
        "unclear_reports": _list_unclear(person),
    }


def _list_shared(person: User) -> list[dict[str, Any]]:
    """Links to results and briefs with the times that others opened them, oldest first."""
    links = ShareLink.objects.filter(assessment__person=person).prefetch_related("visits")
    return [
        {name: getattr(link, name) for name in SHARED}
        | {"opened_at": sorted(visit.opened_at for visit in link.visits.all())}
        for link in links.order_by("created_at", "pk")
    ]


def _list_unclear(person: User) -> list[dict[str, Any]]:
    reports = UnclearReport.objects.filter(assessment__person=person)
    rows = reports.order_by("reported_at", "pk").values_list(*UNCLEAR.values())
    return [dict(zip(UNCLEAR, row, strict=True)) for row in rows]
