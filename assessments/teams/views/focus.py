"""The one thing a team works on, written down by anybody in it or its manager."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.teams import services
from assessments.teams.forms.practice import FocusForm, ReviewForm
from assessments.teams.models import TeamFocus
from assessments.teams.selectors import list_focuses
from assessments.teams.views.access import TeamPage, own_team


@require_http_methods(["GET", "HEAD", "POST"])
@own_team
def focus(request: HttpRequest, page: TeamPage) -> HttpResponse:
    """Two forms: what it is, and at the review what became of it."""
    focuses = list_focuses(page.team)
    current = focuses[0] if focuses and focuses[0].closed_at is None else None
    is_review = "review" in request.POST
    sent = request.POST if request.method == "POST" else None
    form = FocusForm(None if is_review else sent, current=current)
    review = ReviewForm(sent if is_review else None, current=current)
    if sent is not None and (review if is_review else form).is_valid():
        _save_review(request, page, review) if is_review else _save(request, page, form)
        return redirect("teams:focus", page.team.code)
    context = {
        "team": page.team,
        "current": current,
        "earlier": [each for each in focuses if each != current],
        "form": form,
        "review": review,
        "sent": review if is_review else form,
    }
    return render(request, "teams/focus.html", context)


def _save(request: HttpRequest, page: TeamPage, form: FocusForm) -> None:
    words = dict(form.cleaned_data)
    which = words.pop("which")
    who = {"person": page.person, "code": page.team.code}
    try:
        if which is None:
            services.agree_focus(**who, **words, at=timezone.now())
        else:
            services.change_focus(**who, **words, which=which)
        messages.success(request, _("The focus is saved. Everybody in the team sees it."))
    except (services.FocusOpen, TeamFocus.DoesNotExist):
        messages.error(request, _stale())


def _save_review(request: HttpRequest, page: TeamPage, review: ReviewForm) -> None:
    try:
        services.review_focus(
            person=page.person, code=page.team.code, at=timezone.now(), **review.cleaned_data
        )
        messages.success(request, _("The review is saved. You can agree on the next focus."))
    except ObjectDoesNotExist:
        messages.error(request, _stale())


def _stale() -> str:
    return _("Somebody else was first: this is how it stands now. Nothing of yours was saved.")
