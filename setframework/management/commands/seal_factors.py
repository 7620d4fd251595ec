"""Seals the secrets of second factors with the MFA_KEY of today."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from setframework.accounts.services.factors import seal_all


class Command(BaseCommand):
    help = "Seal the secrets of all second factors with MFA_KEY, whichever key sealed them before."

    def handle(self, *args: Any, **options: Any) -> None:
        done, unreadable = seal_all()
        self.stdout.write(f"Sealed with MFA_KEY: {done}.")
        if unreadable:
            raise CommandError(
                f"No key opens {unreadable} of them. Put the key that sealed them into"
                " MFA_KEY_FALLBACKS, then run this again."
            )
