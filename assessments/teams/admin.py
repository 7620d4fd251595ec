"""The teams as staff see them: name, manager, and place in the tree.

Staff see no member, invitation, vouch or release here; of a doubt, not whose it is.
"""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.teams.forms.teams import TeamForm
from assessments.teams.models.doubts import Doubt
from assessments.teams.models.teams import Team
from assessments.teams.services.doubts import clear_doubt
from assessments.teams.services.teams import arrange_team
from setframework.web.forms.editing import SHOWN


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin):
    """Staff name a manager where one has left. Teams are founded and dissolved on their pages."""

    form = TeamForm
    fields = (
        SHOWN,
        "name",
        "manager",
        "next_manager",
        "parent",
        "answer_weeks",
        "created_at",
        "dissolved_at",
    )
    # The team's place is for both managers to agree on, its two weeks to look again for the team.
    readonly_fields = ("next_manager", "parent", "answer_weeks", "created_at", "dissolved_at")
    raw_id_fields = ("manager",)
    list_display = ("name", "manager", "parent", "created_at", "dissolved_at")
    list_filter = (("dissolved_at", admin.EmptyFieldListFilter),)
    list_select_related = ("manager", "parent")
    search_fields = ("name", "manager__email")
    search_help_text = _("Name of the team, or address of its manager")
    ordering = ("name", "pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Team | None = None) -> bool:
        is_over = obj is not None and obj.dissolved_at is not None
        return not is_over and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Team | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Team, form: Any, change: bool) -> None:
        """The service saves it: a new manager has to accept, and a former one starts anew."""
        arrange_team(team=obj, name=obj.name, manager=obj.manager, at=timezone.now())
        if obj.manager is not None and "manager" in form.touched:
            messages.info(request, _("The new manager is asked, and has to accept."))


@admin.register(Doubt)
class DoubtAdmin(admin.ModelAdmin):
    """Staff may clear a doubt that holds a half-year. The log of the team says so."""

    fields = list_display = ("team", "person", "doubted_at", "closes_at", "ended_at")
    list_display_links = None
    list_filter = (("ended_at", admin.EmptyFieldListFilter),)
    list_select_related = ("team", "person")
    search_fields = ("team__name",)
    ordering = ("-doubted_at", "pk")
    actions = ("clear",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Doubt | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Doubt | None = None) -> bool:
        return False

    def has_clear_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("teams.change_doubt")

    @admin.action(description=_("Clear the selected doubts"), permissions=["clear"])
    def clear(self, request: HttpRequest, queryset: QuerySet[Doubt]) -> None:
        at = timezone.now()
        cleared = [doubt for doubt in queryset if clear_doubt(doubt=doubt.pk, at=at)]
        for doubt in cleared:
            self.log_change(request, doubt, "cleared")
        messages.success(request, _("Cleared: %(count)s.") % {"count": len(cleared)})
