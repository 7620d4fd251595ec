"""One's own profile: one page with two forms and the card that others see."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentors.forms.profiles import ManagerForm, ProfileForm
from mentors.pages.profiles import ProfilePage
from mentors.selectors.alerts import list_alerts
from mentors.selectors.aspirations import list_aspirations
from mentors.selectors.profiles import get_profile, get_suggestions
from mentors.services import profiles
from mentors.views.access import get_questionnaire
from setframework.people.access import person_only
from setframework.people.requests import PersonRequest
from setframework.people.verified import EmailNotVerified
from setframework.web.one_by_one import one_by_one
from setframework.web.refusals import Refused


@one_by_one
@person_only
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: PersonRequest) -> HttpResponse:
    page = _page(request, request.POST if request.method == "POST" else None)
    if request.method == "POST" and page.form.is_valid():
        try:
            profiles.save_profile(
                person=request.user, values=page.form.to_values(), at=timezone.now()
            )
            messages.success(request, _("Your profile is saved."))
            return redirect("mentors:profile")
        except EmailNotVerified:
            page.must_verify = True
            page.form.add_error("is_listed", _("Confirm your e-mail address first."))
        except Refused as refusal:
            page.form.add_error(refusal.field or "is_listed", refusal.says)
    return render(request, "mentors/profile.html", {"page": page, "form": page.form})


@one_by_one
@person_only
@require_http_methods(["GET", "HEAD", "POST"])
def manager(request: PersonRequest) -> HttpResponse:
    """Name a manager. A person who had to log in comes back with GET."""
    own = get_profile(request.user)
    data = request.POST if request.method == "POST" else None
    form = ManagerForm(data, initial={"manager": own.manager_email})
    if request.method == "POST" and form.is_valid():
        profiles.name_manager(
            person=request.user, email=form.cleaned_data["manager"], at=timezone.now()
        )
        messages.success(request, _("Saved. We never suggest you to each other."))
        return redirect("mentors:profile")
    if request.method != "POST":
        return redirect("mentors:profile")
    page = _page(request, None, manager_form=form)
    return render(request, "mentors/profile.html", {"page": page, "form": form})


def _page(
    request: PersonRequest, data: Any, manager_form: ManagerForm | None = None
) -> ProfilePage:
    questionnaire, own = get_questionnaire(), get_profile(request.user)
    form = ProfileForm(
        data, profile=own, questionnaire=questionnaire, aspirations=list_aspirations()
    )
    return ProfilePage(
        profile=own,
        questionnaire=questionnaire,
        form=form,
        manager_form=manager_form or ManagerForm(initial={"manager": own.manager_email}),
        suggestions=get_suggestions(request.user),
        alerts=list(list_alerts(request.user)),
    )
