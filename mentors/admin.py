"""What the staff sees of mentors: the goals to choose from, and what was reported.

No profile, request, note or block, and never who reported.
"""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentors.models import MentoringGoal, Report
from mentors.selectors import list_reports
from mentors.services import decide_report, next_revision


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


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    """The moderators' queue: open ones first. Nobody decides what they are part of."""

    list_display = ("created_at", "category", "state", "reported", "decided_by")
    list_filter = ("state", "category")
    fields = (
        *("reported", "category", "evidence", "words", "state"),
        *("created_at", "decided_at", "decided_by"),
    )
    readonly_fields = fields
    actions = ("uphold", "dismiss")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        is_decided = Case(When(state=Report.State.OPEN, then=0), default=1)
        return list_reports(request.user).order_by(is_decided, "-created_at", "-pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.action(
        description=_("Uphold: what is open between the two ends"), permissions=["change"]
    )
    def uphold(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        self._decide(request, queryset, upheld=True)

    @admin.action(description=_("Dismiss"), permissions=["change"])
    def dismiss(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        self._decide(request, queryset, upheld=False)

    def _decide(self, request: HttpRequest, reports: QuerySet[Report], *, upheld: bool) -> None:
        for report in reports:
            decide_report(moderator=request.user, report=report, upheld=upheld, at=timezone.now())
        self.message_user(request, _("Decided. Reports decided before are as they were."))
