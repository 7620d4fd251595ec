"""What the link at the end of a reminder opens."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from assessments.selectors import find_reminder_to_stop
from assessments.services import stop_reminder


@never_cache
@csrf_exempt  # a mail program posts it, without a page and without a session (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def stop_reminders(request: HttpRequest, token: str) -> HttpResponse:
    """A GET only asks, as programs that look through mail follow every link."""
    reminder = find_reminder_to_stop(token)
    if reminder is None:
        raise Http404
    if request.method == "POST":
        stop_reminder(reminder=reminder)
    is_off = request.method == "POST" or not reminder.is_on
    response = render(request, "assessments/reminders_stop.html", {"is_off": is_off})
    response["X-Robots-Tag"] = "noindex"
    return response
