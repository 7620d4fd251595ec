"""The teams as staff see them: name, manager, and place in the tree.

Staff see no member, invitation, doubt or release here.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.teams.forms.teams import TeamForm
from assessments.teams.models.teams import Team
from assessments.teams.services.teams import arrange_team


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin):
    """Staff name a manager where one has left. Teams are founded and dissolved on their pages."""

    form = TeamForm
    fields = ("name", "manager", "parent", "answer_weeks", "created_at", "dissolved_at")
    # The two weeks to look again are for the team to agree on.
    readonly_fields = ("answer_weeks", "created_at", "dissolved_at")
    raw_id_fields = ("manager", "parent")
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
        """The service saves it: it counts a former manager only after a while."""
        arrange_team(
            team=obj, name=obj.name, manager=obj.manager, parent=obj.parent, at=timezone.now()
        )
