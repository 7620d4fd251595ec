"""Add the first aspirations to a site that has none yet."""

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
        # All or nothing: the command never changes what staff added, reworded or retired.
        if MentoringGoal.objects.exists():
            self.stdout.write("mentoring goals: there already")
            return
        next_revision()  # searches read the texts again
        goals = [
            MentoringGoal(key=key, text=text, order=10 * number)
            for number, (key, text) in enumerate(FIRST_GOALS.items(), start=1)
        ]
        # Another process that starts may add the same ones at this moment.
        MentoringGoal.objects.bulk_create(goals, ignore_conflicts=True)
        self.stdout.write(f"mentoring goals: {len(goals)} added")
