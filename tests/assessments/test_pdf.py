"""PDFs: the same parts as the page for print, our fonts and colours, nothing from elsewhere."""

import importlib.abc
import re
import sys
import threading
import zlib
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.urls import reverse

from assessments.services.papers import draw_due
from setframework.web import pdf
from setframework.web.pdf import rendering, svg_styles
from tests.assessments.papers import fetch_pdf
from tests.assessments.taking import text
from tests.assessments.test_result import ANSWERS
from tests.factories import client_of, make_assessment, make_brief, make_seeds, make_user

pytestmark = pytest.mark.django_db


def address(assessment, **query):
    return reverse("assessments:result_pdf", args=[assessment.code], query=query)


def unpacked(document):
    """What a PDF says of itself: its parts, decompressed."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, re.S)
    return b"\n".join(_inflate(stream) for stream in streams)


def _inflate(stream):
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def pages(document):
    return len(re.findall(rb"/Type /Page\b", unpacked(document)))


def outline(document):
    """Its headings, as a reader lists them beside the page."""
    return re.findall(rb"/Title \(([^)]*)\)/Dest", unpacked(document))


@pytest.fixture
def result(ada):
    return make_assessment(ada, ANSWERS, level="senior-staff")


@pytest.fixture(scope="module")
def printed(kept):
    """The answer with a result as a PDF, drawn once: it takes a second or more."""
    make_seeds()
    person = make_user("printed@example.org", name="Ada")
    result = make_assessment(person, ANSWERS, level="senior-staff")
    return fetch_pdf(client_of(person), address(result))


@pytest.fixture(scope="module")
def inside(printed):
    return unpacked(printed.content)


def test_pdf_is_a_file_named_after_its_day(printed):
    assert printed.content.startswith(b"%PDF-1.7")
    assert printed["Content-Type"] == "application/pdf"
    assert printed["Content-Disposition"] == 'attachment; filename="set-result-2026-11-24.pdf"'
    assert printed["Cache-Control"] == "no-store, private"


def test_pdf_has_title_language_and_tags(inside):
    assert b"Your result of 24 November 2026 - SET Framework" in inside
    assert b"/Lang (en)" in inside
    assert b"/StructTreeRoot" in inside
    assert b'pdfuaid:part="1"' in inside


def test_pdf_has_every_part_of_the_page_for_print(printed):
    found = outline(printed.content)

    assert [each for each in found if each.endswith(b"skills") or each == b"Experience"] == [
        b"Soft skills",
        b"Experience",
        b"Technical skills",
    ]
    assert b"Lean on these" in found
    assert b"1 Negotiating engineering work" in found


def test_pdf_is_short(printed):
    assert 3 <= pages(printed.content) <= 6
    assert len(printed.content) < 200_000


def test_pdf_carries_the_fonts_of_the_site(inside):
    fonts = {name.split(b"+")[1] for name in re.findall(rb"/BaseFont /([\w+-]+)", inside)}
    assert {name.rpartition(b"-")[0] or name for name in fonts} <= {
        b"Atkinson-Hyperlegible",
        b"Atkinson-Hyperlegible-Next",
        b"Atkinson-Hyperlegible-Next-Semi",
        b"Bricolage",
        b"Bricolage-Grotesque",
        b"Bricolage-Grotesque-Semi",
    }


def test_pdf_draws_in_the_colours_of_the_scales(inside):
    for colour in ("4a2a86", "b0400a", "17726a"):
        shares = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
        drawn = rb"\d* ".join(f"{share:.6f}"[:5].encode() for share in shares)
        assert re.search(drawn, inside)


def test_pdf_compares_as_it_is_asked(ada_client, result, monkeypatch):
    monkeypatch.setattr(rendering, "draw", str.encode)  # what would be drawn tells as much
    own = fetch_pdf(ada_client, address(result)).content
    none = fetch_pdf(ada_client, address(result, level="")).content

    assert ada_client.get(address(result, level="king")).status_code == 404
    assert own != none


def test_pdf_of_a_draft_leads_to_what_is_unfinished(ada, ada_client):
    draft = make_assessment(ada, completed=False)

    response = ada_client.get(address(draft))

    assert response["Location"] == reverse("assessments:result", args=[draft.code])


def test_too_many_pdfs_are_stopped(ada_client, result, settings, monkeypatch):
    monkeypatch.setattr(rendering, "draw", str.encode)
    settings.ACCOUNT_RATE_LIMITS = {"pdf": "1/5m/user"}
    make_brief(result)
    asked = [ada_client.get(address(result)).status_code for _ in range(3)]
    draw_due()
    fetched = ada_client.get(address(result)).status_code

    # To look how far it is and to fetch it counts as nothing.
    assert (asked, fetched) == ([202] * 3, 200)
    again = [address(result), reverse("assessments:brief_pdf", args=[result.code])]
    assert [ada_client.get(path).status_code for path in again] == [429, 429]


class _Missing(importlib.abc.MetaPathFinder):
    """As where Pango is not installed."""

    def find_spec(self, name, path, target=None):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")


@pytest.mark.parametrize(
    ("name", "way"), [("result_pdf", "Go to the page for print"), ("brief_pdf", "Go to your brief")]
)
def test_without_the_libraries_the_browser_can_print(ada_client, result, monkeypatch, name, way):
    make_brief(result)
    for loaded in ("weasyprint", "setframework.web.pdf.rendering"):
        monkeypatch.delitem(sys.modules, loaded, raising=False)
    monkeypatch.delattr(pdf, "rendering", raising=False)
    monkeypatch.setattr(sys, "meta_path", [_Missing(), *sys.meta_path])

    response = fetch_pdf(ada_client, reverse(f"assessments:{name}", args=[result.code]))

    assert response.status_code == 503
    assert "This site can't make a PDF" in text(response)
    assert way in text(response)
    assert ada_client.get(reverse("assessments:result", args=[result.code])).status_code == 200


# What a page may load


@pytest.fixture
def elsewhere():
    """(address, asked): a server of somebody else, and what it was asked for."""
    asked = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_pdf_asks_no_server_whatever_the_page_names(elsewhere):
    server, asked = elsewhere
    hostile = f"""<link rel="stylesheet" href="{server}/a.css"><img src="{server}/b.png">
        <link rel="attachment" href="{server}/c"><link rel="attachment" href="/etc/passwd">
        <style>@import "{server}/d.css"; p {{ background: url({server}/e) }}
        @font-face {{ font-family: x; src: url({server}/f) }}</style><p style="font: 1em x">text
        <svg><image href="{server}/g"/><style>@import "{server}/h.css";</style></svg>
        <object data="{server}/i"></object><embed src="file:///etc/passwd">"""

    document = rendering.draw(f"<title>x</title>{hostile}")

    assert document.startswith(b"%PDF")
    assert asked == []
    assert b"root:" not in unpacked(document)


def test_a_note_can_make_the_server_fetch_nothing(ada_client, result, elsewhere):
    server, asked = elsewhere
    make_brief(
        result,
        strengths=["team-trust"],
        evidence={"team-trust": f'"><img src="{server}/x">'},
        request=f"<style>@import url({server}/y)</style>",
    )

    response = fetch_pdf(ada_client, reverse("assessments:brief_pdf", args=[result.code]))

    assert response.content.startswith(b"%PDF")
    assert asked == []


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a.css",
        "http://paper.invalid/etc/passwd",
        "http://paper.invalid/static/../settings.py",
        "http://paper.invalid/static/%2e%2e/%2e%2e/manage.py",
        "http://paper.invalid/static//etc/passwd",
        "http://paper.invalid/static/css/absent.css",
        "http://paper.invalid.example.org/static/css/site.css",
        "file:///etc/passwd",
        "ftp://example.org/a",
        "/etc/passwd",
    ],
)
def test_fetching_refuses_what_is_not_ours(url):
    with pytest.raises(rendering.ForeignFile):
        rendering.OwnFiles().fetch(url)


def test_fetching_gives_static_files_and_data():
    style = rendering.OwnFiles().fetch("http://paper.invalid/static/css/site.css").read()
    data = rendering.OwnFiles().fetch("data:text/plain,hello").read()

    assert b"@layer tokens" in style
    assert data == b"hello"


def test_rules_of_drawings_hold_plain_values(settings):
    folder = settings.BASE_DIR / "static" / "css"

    for kind in ("radar", "plot", "bar", "glyph"):
        rules = svg_styles.rules(folder, kind, "2")
        assert "var(--s" not in rules
        assert "@" not in rules
        assert "#b0400a" in rules
    assert "#b0400a" not in svg_styles.rules(folder, "radar", "")
