"""Make the releases of every half-year that has closed. It has no preview and no options."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.teams.releases.making import release_trends


class Command(BaseCommand):
    help = "Publish or hold the trends of every team for every half-year that has closed."

    def handle(self, *args: Any, **options: Any) -> None:
        made = release_trends(at=timezone.now())
        self.stdout.write(f"{made} decided" if made else "Nothing to do: all is decided.")
