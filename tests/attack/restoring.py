"""A backup that comes back after a close: the numbers are lost, and he has read them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import time_machine
from django.db import connection

from assessments.models.taking import Assessment
from assessments.teams.models.membership import Membership
from assessments.teams.models.releases import HalfYear, ReleaseToken, TrendRelease
from assessments.teams.models.roll_ups import RollUp
from assessments.teams.models.teams import Team
from assessments.teams.releases.making import release_trends
from assessments.teams.services.restores import record_restore
from tests.attack.people import CLOSINGS, Story
from tests.attack.reading import Reading, read_json

DAY = timedelta(days=1)


class Restore:
    """From two days before the first close, brought back a day after it, and recorded as such."""

    made_at, restored_at = CLOSINGS[0] - 2 * DAY, CLOSINGS[0] + DAY

    def __init__(self) -> None:
        self.lost: list[list[Reading]] = []  # what the pages of the teams said, in their order

    def press(
        self,
        story: Story,
        _team: Team,
        _rows: Sequence[Membership | None],
        closes_at: datetime,
    ) -> None:
        if closes_at == CLOSINGS[1]:
            if not self.lost:
                self.lost = [read_json(each) for each in Team.objects.order_by("pk")]
                self._restore()
            for sitting in (each for member in story.members for each in member.sittings):
                if self.made_at <= sitting.at <= self.restored_at:
                    sitting.lost_at = self.restored_at

    def _restore(self) -> None:
        lose_releases()
        lost = (self.made_at, self.restored_at)
        Assessment.objects.filter(received_at__range=lost).delete()
        record_restore(backup_made_at=self.made_at, restored_at=self.restored_at)
        with time_machine.travel(self.restored_at, tick=False):
            release_trends(at=self.restored_at)


def lose_releases() -> None:
    """Where no release is left, as in a backup from before the first close."""
    with connection.cursor() as cursor:
        for model in (ReleaseToken, RollUp, TrendRelease):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
    HalfYear.objects.update(is_rolled_up=False)
