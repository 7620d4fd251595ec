"""Second factors: the code that set one up, and the seal on all of their secrets."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from setframework.people.models import User
from setframework.people.sealing import UnreadableSecret, sealed_anew


def use_up_first_code(*, person: User, code: str) -> None:
    """The code that set up the app opens nothing any more."""
    Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP).wrap().validate_code(code)


def seal_all() -> tuple[int, int]:
    """Seal every secret with MFA_KEY; returns how many rows were sealed, and how many no key opens.

    A row at a time, so that nobody who logs in meanwhile waits for all of them.
    """
    done = unreadable = 0
    rows = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN)
    for pk in list(rows.values_list("pk", flat=True)):
        try:
            done += _seal(pk)
        except UnreadableSecret:
            unreadable += 1
    return done, unreadable


@transaction.atomic
def _seal(pk: int) -> bool:
    row = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if row is None:  # turned off a moment ago
        return False
    row.data = sealed_anew(row.data)
    row.save(update_fields=["data"])
    return True
