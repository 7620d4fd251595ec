"""Pages as PDF: the print style of the same style sheet, and nothing from any network.

The library is loaded with the first PDF: it needs Pango, a library of the system, and the site
must start and serve its pages where that is missing.
"""

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string


class Unavailable(Exception):
    """This machine lacks the libraries that draw a PDF."""


def respond(template: str, context: dict[str, Any], filename: str) -> HttpResponse:
    """The template as a PDF to keep. Raises Unavailable."""
    try:
        from setframework.web.pdf import paper
    except OSError as missing:  # how WeasyPrint says that a library of the system is not there
        raise Unavailable(str(missing)) from None
    document = paper.draw(render_to_string(template, context))
    response = HttpResponse(document, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["Cache-Control"] = "no-store, private"
    return response
