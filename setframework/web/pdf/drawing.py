"""Pages as PDF, in the print style of the site's style sheet.

WeasyPrint is loaded with the first PDF, by the worker. It needs Pango, a library of the system, and
the site must start and serve its pages without it.
"""


def draw(html: str) -> bytes:
    """The page as a PDF. Raises OSError where a library of the system is missing."""
    from setframework.web.pdf import rendering

    return rendering.draw(html)
