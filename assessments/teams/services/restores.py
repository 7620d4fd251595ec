"""Recording that a backup was restored, so that no lost number is made a second time."""

from datetime import datetime

from django.db import transaction

from assessments.teams.disclosure.half_years import closing_before, list_closings, next_closing
from assessments.teams.models.restores import Restore
from assessments.teams.selectors.releases import list_undecided


@transaction.atomic
def record_restore(*, backup_made_at: datetime, restored_at: datetime) -> Restore:
    """Hold every half-year whose numbers may be lost, and the one after them.

    Lost are those that closed between the backup and the restore, and one that had closed before
    the backup and is not decided in it. Later no assessment of a lost number is young enough.
    Raises ValueError for a backup of the future.
    """
    if backup_made_at > restored_at:
        raise ValueError("The backup was made before it was restored.")
    lost = [each for each in list_closings(backup_made_at, restored_at) if each > backup_made_at]
    before = closing_before(next_closing(backup_made_at))
    if list_undecided(before).exists():
        lost.insert(0, before)
    return Restore.objects.create(
        backup_made_at=backup_made_at,
        restored_at=restored_at,
        first_held=lost[0] if lost else None,
        last_held=next_closing(lost[-1]) if lost else None,
    )
