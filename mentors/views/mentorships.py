"""Mentorships: the list, and the page of one with its goals and notes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentors.forms.mentorships import GoalForm, NoteForm
from mentors.pages.mentorships import PairingPage, with_titles
from mentors.selectors.growth import chosen_items
from mentors.selectors.meetings import list_all_meetings
from mentors.selectors.mentorships import list_mentorship_goals, list_mentorships, list_notes
from mentors.services import notes
from mentors.views.access import get_questionnaire, own_mentorship
from setframework.people.access import person_only
from setframework.people.models import User
from setframework.people.requests import PersonRequest
from setframework.web.refusals import refusals_in, refusals_told


@require_safe
@person_only
def index(request: PersonRequest) -> HttpResponse:
    pages = [PairingPage(each, request.user) for each in list_mentorships(request.user)]
    context = {
        "current": [page for page in pages if page.mentorship.is_open],
        "past": [page for page in pages if not page.mentorship.is_open],
    }
    return render(request, "mentors/mentorships.html", context)


@require_safe
@own_mentorship
def page(request: PersonRequest, page: PairingPage) -> HttpResponse:
    return _show(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@own_mentorship
def save_goal(request: PersonRequest, page: PairingPage) -> HttpResponse:
    """A person who had to log in comes back with GET; save_note has the same."""
    if request.method != "POST":
        return redirect("mentors:mentorship", page.code)
    form = GoalForm(request.POST, items=get_questionnaire().items)
    if form.is_valid():
        with refusals_in(form):
            notes.add_goal(
                person=request.user, code=page.code, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, _("The goal is on the page. Both of you see it."))
            return redirect("mentors:mentorship", page.code)
    return _show(request, page, goal_form=form, form=form)


@require_POST
@own_mentorship
def remove_goal(request: PersonRequest, page: PairingPage, goal: UUID) -> HttpResponse:
    with refusals_told(request):
        notes.remove_goal(person=request.user, code=page.code, goal=goal)
    return redirect("mentors:mentorship", page.code)


@require_http_methods(["GET", "HEAD", "POST"])
@own_mentorship
def save_note(request: PersonRequest, page: PairingPage) -> HttpResponse:
    if request.method != "POST":
        return redirect("mentors:mentorship", page.code)
    form = NoteForm(request.POST, is_open=page.mentorship.is_open)
    if form.is_valid():
        with refusals_in(form):
            notes.write_note(
                person=request.user, code=page.code, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, _("Your note is saved."))
            return redirect("mentors:mentorship", page.code)
    return _show(request, page, note_form=form, form=form)


@require_POST
@own_mentorship
def remove_note(request: PersonRequest, page: PairingPage, note: UUID) -> HttpResponse:
    notes.remove_note(person=request.user, code=page.code, note=note)
    messages.success(request, _("Your note is deleted."))
    return redirect("mentors:mentorship", page.code)


def _show(request: PersonRequest, page: PairingPage, **forms: Any) -> HttpResponse:
    at, questionnaire = timezone.now(), get_questionnaire()
    goals = list(list_mentorship_goals(page.mentorship))
    context = {
        "page": page,
        "goals": with_titles(goals, questionnaire),
        "items": chosen_items(goals, questionnaire),
        "goal_form": GoalForm(items=questionnaire.items),
        "note_form": NoteForm(is_open=page.mentorship.is_open),
    }
    context |= page.talks(list(list_all_meetings(page.mentorship)), at)
    context |= _notes(request.user, page)
    return render(request, "mentors/mentorship.html", context | forms)


def _notes(person: User, page: PairingPage) -> dict[str, Any]:
    found = list(list_notes(page.mentorship, person))
    return {
        "ours": [note for note in found if note.is_shared],
        "mine": [note for note in found if not note.is_shared],
    }
