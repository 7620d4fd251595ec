"""Say that the database was restored from a backup. Run it before anything else runs."""

from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assessments.teams.services.restores import record_restore


class Command(BaseCommand):
    help = "Hold the numbers about teams that a restored backup may have lost."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "made_at", help="when the backup was made, as 2027-06-30T04:00:00+00:00"
        )

    def handle(self, *args: Any, made_at: str, **options: Any) -> None:
        try:
            moment = datetime.fromisoformat(made_at)
        except ValueError:
            raise CommandError(f"{made_at} is no moment like 2027-06-30T04:00:00+00:00.") from None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        try:
            restore = record_restore(backup_made_at=moment, restored_at=timezone.now())
        except ValueError as error:
            raise CommandError(str(error)) from None
        if restore.first_held and restore.last_held:
            first, last = restore.first_held, restore.last_held
            self.stdout.write(
                f"Held: half-years that close from {first:%Y-%m-%d} to {last:%Y-%m-%d}."
            )
        else:
            self.stdout.write("No half-year closed since the backup: nothing is held.")
