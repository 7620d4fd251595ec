"""Check that no release was changed since it was made, and that none between two is missing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.teams.models.releases import TrendRelease
from assessments.teams.models.roll_ups import RollUp
from assessments.teams.releases.hash_chain import get_last_hash, list_broken
from assessments.teams.releases.rolling_up import list_broken_roll_ups


class Command(BaseCommand):
    help = "Check the chain of releases; fails and names what was changed."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = [
            f"{release.team} {release.half_year}: {release.hash}" for release in list_broken()
        ]
        broken += [
            f"{made.team} {made.half_year}, together: {made.hash}"
            for made in list_broken_roll_ups()
        ]
        if broken:
            raise CommandError("\n".join(["The chain is broken at", *broken]))
        count = TrendRelease.objects.count()
        self.stdout.write(f"{count} releases, all as they were made. Last hash: {get_last_hash()}")
        last = RollUp.objects.order_by("pk").last()
        if last is not None:
            rows = RollUp.objects.count()
            self.stdout.write(
                f"{rows} of teams together, as they were made. Last hash: {last.hash}"
            )
