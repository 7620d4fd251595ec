"""Add the first goals that people choose from to a site that has none yet."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from mentors.management.first_goals import FIRST_GOALS
from mentors.models.aspirations import MentoringGoal
from mentors.services.revision import next_revision


class Command(BaseCommand):
    help = "Add the first mentoring goals, unless there are goals already."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        # All or nothing: what staff added, reworded, retired or removed stays as they left it.
        if MentoringGoal.objects.exists():
            self.stdout.write("mentoring goals: there already")
            return
        next_revision()  # searches read the texts again
        goals = [
            MentoringGoal(key=key, text=text, order=10 * number)
            for number, (key, text) in enumerate(FIRST_GOALS.items(), start=1)
        ]
        # Another start of the site may add the same ones at this moment.
        MentoringGoal.objects.bulk_create(goals, ignore_conflicts=True)
        self.stdout.write(f"mentoring goals: {len(goals)} added")
