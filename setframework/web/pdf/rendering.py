"""HTML to PDF by WeasyPrint. Importing this needs Pango, a library of the system."""

import mimetypes
from functools import lru_cache
from threading import Lock
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from weasyprint import HTML
from weasyprint.draw import text as drawing_of_text
from weasyprint.urls import URLFetcher, URLFetcherResponse

from setframework.web.pdf import spelling, svg_styles

# The base of relative addresses. No host has this name, and none is asked.
ORIGIN = "http://paper.invalid"
# A tagged PDF with title and language, for screen readers.
VARIANT = "pdf/ua-1"
SVG = "{http://www.w3.org/2000/svg}"

# WeasyPrint has no option for it.
drawing_of_text.draw_first_line = spelling.spell(drawing_of_text.draw_first_line)

# Pango's font map is not safe for threads. One PDF at a time also leaves the processor to pages.
_one_at_a_time = Lock()


class ForeignFile(ValueError):
    """The page names something that is neither a static file of ours nor inline data."""


class OwnFiles(URLFetcher):
    """Loads our static files and inline data only. It refuses everything else without a request."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=["data"], allow_redirects=False)

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url.startswith("data:"):
            inline: URLFetcherResponse = super().fetch(url, headers)
            return inline
        prefix = ORIGIN + settings.STATIC_URL
        if not url.startswith(prefix):
            raise ForeignFile(url)
        name = unquote(urlsplit(url.removeprefix(prefix)).path)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, _read_static(name), {"Content-Type": kind})


def draw(html: str) -> bytes:
    page = HTML(string=html, base_url=ORIGIN, url_fetcher=OwnFiles())
    _style_drawings(page.etree_element, {})
    with _one_at_a_time:
        document: bytes = page.write_pdf(pdf_variant=VARIANT)
    return document


def _read_static(name: str) -> bytes:
    """The collected file, or its source if nothing is collected, as in tests."""
    try:
        if staticfiles_storage.exists(name):
            with staticfiles_storage.open(name) as file:
                collected: bytes = file.read()
                return collected
        found = finders.find(name)
    except (SuspiciousFileOperation, OSError):
        found = None
    if not found:
        raise ForeignFile(name)
    with open(str(found), "rb") as source:
        return source.read()


def _style_drawings(element: ElementTree.Element, data: dict[str, str]) -> None:
    """Give every SVG the rules and the colour that it has on the page.

    WeasyPrint draws an SVG as a separate document, without the rules of the page.
    """
    known = element.attrib.keys() & {"data-scale", "data-series"}
    data = data | {name: element.attrib[name] for name in known}
    if element.tag != f"{SVG}svg":
        for child in element:
            _style_drawings(child, data)
        return
    kind = element.get("class", "")
    inside = ElementTree.Element(f"{SVG}g", data | {"class": kind})
    inside.extend(list(element))
    element[:] = [inside]
    style = ElementTree.SubElement(element, f"{SVG}style")
    style.text = _rules(kind, data.get("data-scale", ""))


@lru_cache(maxsize=32)
def _rules(kind: str, scale: str) -> str:
    return svg_styles.rules(settings.BASE_DIR / "static" / "css", kind, scale)
