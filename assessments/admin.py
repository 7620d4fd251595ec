"""The pages of staff: published questionnaires and unclear questions.

Assessments, notes and directions belong to their person alone; they are not registered.
"""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.taking import UnclearReport
from assessments.selectors.unclear import count_unclear_reports
from setframework.web.admin import ReadOnly


@admin.register(QuestionnaireVersion)
class QuestionnaireVersionAdmin(ReadOnly):
    list_display = ["key", "version", "digest", "published_at"]
    ordering = ["key", "-version"]


@admin.register(UnclearReport)
class UnclearReportAdmin(ReadOnly):
    """Counts and words only: a single report would show its time and its assessment."""

    fields = ["version", "item", "word"]

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return obj is None and super().has_view_permission(request)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            return super().changelist_view(request, extra_context)
        context = {
            **self.admin_site.each_context(request),
            "title": self.opts.verbose_name_plural,
            "opts": self.opts,
            "counts": count_unclear_reports(),
        }
        return TemplateResponse(request, "admin/assessments/unclear.html", context)
