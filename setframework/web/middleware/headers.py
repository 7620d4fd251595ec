"""Headers of every response, errors and static files included."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # Django's own middleware sets it too, but never sees static files and a wrong host.
    "X-Frame-Options": "DENY",
}


class SecurityHeadersMiddleware:
    """Sets HEADERS. It is the outermost middleware, so nothing answers without them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path.startswith("/static/"):
            return response
        # Pages are personal. No shared cache may keep one; a browser must ask before it reuses one.
        response.headers.setdefault("Cache-Control", "no-cache, private")
        return response
