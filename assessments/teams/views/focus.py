"""The focus of a team. Every member and the manager can write it down."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.teams.forms.focus import FocusForm, ReviewForm
from assessments.teams.models.focus import TeamFocus
from assessments.teams.pages.access import TeamPage
from assessments.teams.pages.focus import find_open, show_focuses
from assessments.teams.selectors.focus import list_focuses
from assessments.teams.services import focus
from assessments.teams.views.access import own_team
from setframework.web.one_by_one import one_by_one


@require_http_methods(["GET", "HEAD", "POST"])
@one_by_one
@own_team
def page(request: HttpRequest, page: TeamPage) -> HttpResponse:
    """Two forms: one for the focus, one for its review."""
    focuses = list_focuses(page.team)
    is_review = "review" in request.POST
    data = request.POST if request.method == "POST" else None
    form = FocusForm(None if is_review else data, current=find_open(focuses))
    review = ReviewForm(data if is_review else None, current=find_open(focuses))
    sent = review if is_review else form
    if data is None or not sent.is_valid():
        return _render(request, page, focuses, form=form, review=review, sent=sent)
    try:
        _save_review(request, page, review) if is_review else _save(request, page, form)
    except (focus.FocusOpen, TeamFocus.DoesNotExist):
        return _render_as_it_stands(request, page, sent)
    return redirect("teams:focus", page.team.code)


def _render_as_it_stands(
    request: HttpRequest, page: TeamPage, sent: FocusForm | ReviewForm
) -> HttpResponse:
    """The page after somebody else was first. It also shows the words that could not be saved."""
    focuses = list_focuses(page.team)
    typed = [sent.cleaned_data.get(name) for name in ("focus", "experiment", "words")]
    return _render(
        request,
        page,
        focuses,
        form=FocusForm(current=find_open(focuses)),
        review=ReviewForm(current=find_open(focuses)),
        is_late=True,
        unsaved=[words for words in typed if words],
    )


def _render(
    request: HttpRequest, page: TeamPage, focuses: list[TeamFocus], **shown: Any
) -> HttpResponse:
    context = {"team": page.team, **show_focuses(focuses), **shown}
    return render(request, "teams/focus.html", context)


def _save(request: HttpRequest, page: TeamPage, form: FocusForm) -> None:
    """Raises FocusOpen, TeamFocus.DoesNotExist."""
    words = dict(form.cleaned_data)
    which = words.pop("which")
    who: dict[str, Any] = {"person": page.person, "code": page.team.code}
    if which is None:
        focus.agree_focus(**who, **words, at=timezone.now())
    else:
        focus.change_focus(**who, **words, which=which)
    messages.success(request, _("The focus is saved. Everybody in the team sees it."))


def _save_review(request: HttpRequest, page: TeamPage, review: ReviewForm) -> None:
    """Raises TeamFocus.DoesNotExist."""
    focus.review_focus(
        person=page.person, code=page.team.code, at=timezone.now(), **review.cleaned_data
    )
    messages.success(request, _("The review is saved. You can agree on the next focus."))
