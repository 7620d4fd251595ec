"""Pages as PDF, in the print style of the site's style sheet.

WeasyPrint is loaded with the first PDF. It needs Pango, a library of the system, and the site
must start and serve its pages without it.
"""

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string


class Unavailable(Exception):
    """This machine lacks the libraries that make a PDF."""


def respond(template: str, context: dict[str, Any], filename: str) -> HttpResponse:
    """The template as a PDF download. Raises Unavailable."""
    try:
        from setframework.web.pdf import rendering
    except OSError as missing:  # WeasyPrint raises it if a library of the system is missing
        raise Unavailable(str(missing)) from None
    document = rendering.draw(render_to_string(template, context))
    response = HttpResponse(document, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["Cache-Control"] = "no-store, private"
    return response
