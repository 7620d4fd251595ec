"""The admin pages about mentors: aspirations, programmes, reports, and cards off the list.

Staff see no request, note or block, and of a profile only its owner. They never see who reported.
Of a programme they see no participant, no pair and no receipt.
"""

from typing import Any, cast

from django.contrib import admin
from django.db import transaction
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentors.forms.aspirations import AspirationForm
from mentors.forms.programmes import CorrectionForm
from mentors.models.aspirations import MentoringGoal
from mentors.models.profiles import MentorProfile
from mentors.models.programmes import Programme
from mentors.models.reports import Report
from mentors.selectors.people import is_taken_off
from mentors.selectors.profiles import list_taken_off
from mentors.selectors.reports import list_reports
from mentors.services.programmes import correct_programme
from mentors.services.reports import decide_report, let_back
from mentors.services.revision import next_revision
from setframework.people.requests import PersonRequest


@admin.register(MentoringGoal)
class MentoringGoalAdmin(admin.ModelAdmin):
    """Staff add, reword and retire aspirations. They delete none: profiles keep their keys."""

    form = AspirationForm
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


@admin.register(Programme)
class ProgrammeAdmin(admin.ModelAdmin):
    """Staff correct a programme or give it to somebody else. Its own pages open and run it."""

    form = CorrectionForm
    raw_id_fields = ("organiser",)
    list_display = ("name", "organiser", "open_to", "opens_at", "closes_at")
    list_filter = (("organiser", admin.EmptyFieldListFilter),)
    list_select_related = ("organiser",)
    search_fields = ("name", "organiser__email")
    search_help_text = _("Name of the programme, or address of its organiser")
    ordering = ("-closes_at", "-pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        correct_programme(programme=obj, **form.cleaned_data)


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    """The moderators' queue, open reports first. Nobody decides a report they are part of."""

    list_display = ("created_at", "category", "state", "reported", "is_off", "decided_by")
    list_filter = ("state", "category")
    fields = (
        *("reported", "category", "evidence", "words", "state"),
        *("created_at", "decided_at", "decided_by"),
    )
    readonly_fields = fields
    actions = ("uphold", "uphold_and_take_off", "dismiss")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        is_decided = Case(When(state=Report.State.OPEN, then=0), default=1)
        reports = list_reports(cast(PersonRequest, request).user).annotate(
            is_off=is_taken_off("reported")
        )
        return reports.order_by(is_decided, "-created_at", "-pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("off the list"), boolean=True)
    def is_off(self, report: Any) -> bool:
        return bool(report.is_off)

    @admin.action(
        description=_("Uphold: what is open between the two ends, and they are kept apart"),
        permissions=["change"],
    )
    def uphold(self, request: PersonRequest, queryset: QuerySet[Report]) -> None:
        self._decide(request, queryset, upheld=True)

    @admin.action(
        description=_("Uphold and take off the list: nobody finds who was reported"),
        permissions=["change"],
    )
    def uphold_and_take_off(self, request: PersonRequest, queryset: QuerySet[Report]) -> None:
        self._decide(request, queryset, upheld=True, takes_off=True)

    @admin.action(description=_("Dismiss"), permissions=["change"])
    def dismiss(self, request: PersonRequest, queryset: QuerySet[Report]) -> None:
        self._decide(request, queryset, upheld=False)

    def _decide(
        self,
        request: PersonRequest,
        reports: QuerySet[Report],
        *,
        upheld: bool,
        takes_off: bool = False,
    ) -> None:
        for report in reports:
            decide_report(
                moderator=request.user,
                report=report,
                upheld=upheld,
                takes_off=takes_off,
                at=timezone.now(),
            )
        self.message_user(request, _("Decided. Earlier decisions are unchanged."))


@admin.register(MentorProfile)
class TakenOffAdmin(admin.ModelAdmin):
    """People off the list by a moderator's decision, which can be lifted here."""

    list_display = ("person", "taken_off_at")
    fields = readonly_fields = list_display
    ordering = ("-taken_off_at", "-pk")
    actions = ("let_back",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[MentorProfile]:
        return list_taken_off(cast(PersonRequest, request).user).order_by(*self.ordering)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        title = {"title": _("Off the list by a moderator's decision")}
        return super().changelist_view(request, (extra_context or {}) | title)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.action(description=_("Lift it: they may list themselves again"), permissions=["change"])
    def let_back(self, request: PersonRequest, queryset: QuerySet[MentorProfile]) -> None:
        for profile in queryset:
            let_back(moderator=request.user, person=profile.person)
        self.message_user(request, _("Lifted. They are found once they list themselves again."))
