"""The queue of letters, for staff: what waits, and what could not be sent."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from setframework.web.admin import ReadOnly
from setframework.web.mail.models import Letter


class StateFilter(admin.SimpleListFilter):
    """Waits, sent or given up."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("waits", _("waits")), ("failed", _("given up")), ("sent", _("sent"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Letter]) -> QuerySet[Letter]:
        wanted = {
            "waits": Q(next_try_at__isnull=False),
            "failed": Q(failed_at__isnull=False),
            "sent": Q(sent_at__isnull=False),
        }
        return queryset.filter(wanted.get(self.value() or "", Q()))


@admin.register(Letter)
class LetterAdmin(ReadOnly):
    """Nobody reads a letter here: it may hold a secret link."""

    fields = ["code", "kind", "receiver", "created_at", "tries", "next_try_at", "error"]
    fields += ["sent_at", "failed_at"]
    list_display = ["code", "kind", "receiver", "created_at", "tries", "error", "failed_at"]
    list_filter = [StateFilter]
    ordering = ["-created_at"]
