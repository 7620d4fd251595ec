"""What the staff sees of mentors: the goals to choose from, no profile and no block."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest

from mentors.models import MentoringGoal
from mentors.services import next_revision


@admin.register(MentoringGoal)
class MentoringGoalAdmin(admin.ModelAdmin):
    """Goals are added, reworded and retired, never deleted: profiles keep their keys."""

    list_display = ("text", "key", "order", "is_offered")
    ordering = ("order", "key")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return () if obj is None else ("key",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        with transaction.atomic():
            next_revision()  # searches read the texts again
            super().save_model(request, obj, form, change)
