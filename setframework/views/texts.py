"""Pages that explain the site: where the questions come from, privacy, accessibility."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.selectors.questionnaires import find_site_questionnaire
from setframework.views.display import DISPLAY_COOKIE_AGE


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    context = {"questionnaire": find_site_questionnaire()}
    return render(request, "site/about.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "operator_name": settings.OPERATOR_NAME,
        "operator_email": settings.OPERATOR_EMAIL,
        "session_days": timedelta(seconds=settings.SESSION_COOKIE_AGE).days,
        "display_days": DISPLAY_COOKIE_AGE.days,
        "cookie_prefix": settings.COOKIE_PREFIX,
    }
    return render(request, "site/privacy.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "site/accessibility.html", {"operator_email": settings.OPERATOR_EMAIL})
