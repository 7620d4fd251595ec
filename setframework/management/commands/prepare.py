"""All that a database needs before the site can be served, in one process."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Migrate the database, publish the questionnaires and add the first mentoring goals."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        call_command("publish_questionnaires", stdout=self.stdout)
        call_command("seed_mentoring_goals", stdout=self.stdout)
