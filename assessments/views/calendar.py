"""The plan as a feed that a calendar program reads."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.pages.calendar import Addresses, make_calendar
from assessments.selectors.plan import list_open_goals
from assessments.selectors.reminders import find_calendar, get_next_day


@never_cache
@require_safe
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Anyone with the secret address may read it, without a log-in."""
    reminder = find_calendar(token)
    if reminder is None:
        raise Http404
    goals, next_on = list_open_goals(reminder.person), get_next_day(reminder)
    feed = make_calendar(goals, reminder, next_on, _addresses(request))
    response = HttpResponse(feed.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="plan.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _addresses(request: HttpRequest) -> Addresses:
    return Addresses(
        plan=request.build_absolute_uri(reverse("assessments:plan")),
        start=request.build_absolute_uri(reverse("assessments:start")),
    )
