"""The answer weeks of a team: what it agreed on, and the link that stops a person's mails."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.teams.forms.answer_weeks import AnswerWeeksForm
from assessments.teams.pages.access import TeamPage
from assessments.teams.selectors.answer_weeks import find_answer_weeks_reminder_to_stop
from assessments.teams.services import answer_weeks
from assessments.teams.views.access import managed_team
from assessments.teams.views.settings import render_settings
from setframework.people.requests import PersonRequest
from setframework.web.mail.stopping import stop_page
from setframework.web.one_by_one import one_by_one

stop_reminders = stop_page(
    find_answer_weeks_reminder_to_stop,
    answer_weeks.stop_answer_weeks_reminder,
    "teams/reminders_stop.html",
)


@require_http_methods(["GET", "HEAD", "POST"])
@one_by_one
@managed_team
def agree(request: PersonRequest, page: TeamPage) -> HttpResponse:
    if request.method != "POST":
        return render_settings(request, page)
    form = AnswerWeeksForm(request.POST, team=page.team, at=timezone.now())
    if form.is_valid():
        answer_weeks.agree_answer_weeks(person=request.user, code=page.code, **form.cleaned_data)
        messages.success(request, _("Saved. Everybody in the team sees it on the team page."))
        return redirect("teams:settings", page.code)
    return render_settings(request, page, answer_weeks_form=form)
