"""What people do on the pages of an assessment, and how those pages are read."""

import html
import re
from typing import Any
from uuid import UUID

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from assessments.models.taking import Assessment
from setframework.people import visitors

START = "/assessments/start/"
# Statements that belong to session, user and transaction, whatever the page does.
BESIDE = re.compile(
    r'"django_session"|FROM "accounts_user"|^(BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK)'
)


def address(assessment: Assessment, name: str, *item: str) -> str:
    return reverse(f"assessments:{name}", args=[assessment.code, *item])


def hold(client: Client, draft: Assessment) -> None:
    """As if the visitor behind this client had started the draft."""
    session = client.session
    visitors.remember(session, draft.code)
    session.save()


def held(client: Client) -> UUID | None:
    return visitors.read(client.session)


def code_in(url: str) -> UUID:
    return UUID(str(resolve(url.partition("?")[0]).kwargs["code"]))


def text(response: Any) -> str:
    """What the page says, in one line, without its markup."""
    inside = re.sub(
        r"<(script|style|template)\b.*?</\1>", " ", response.content.decode(), flags=re.S
    )
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inside)).split())


def title(response: Any) -> str:
    found = re.search(r"<title>(.*?)</title>", response.content.decode(), re.S)
    assert found is not None
    return html.unescape(found[1]).strip()


def tags(response: Any, tag_name: str, /, **attributes: str) -> list[dict[str, str]]:
    """The attributes of each such tag; one without a value has ""."""
    found = []
    for inside in re.findall(rf"<{tag_name}\b([^>]*)>", response.content.decode()):
        pairs = re.findall(r'([\w-]+)(?:="([^"]*)")?', inside)
        tag = {key: html.unescape(value) for key, value in pairs}
        if attributes.items() <= tag.items():
            found.append(tag)
    return found


def checked(response: Any) -> list[str]:
    """The values of the chosen radio buttons."""
    radios = tags(response, "input", type="radio", name="value")
    return [radio["value"] for radio in radios if "checked" in radio]


def note_shown(response: Any) -> str:
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", response.content.decode(), re.S)
    assert found is not None
    return html.unescape(found[1])


def own_statements(queries: CaptureQueriesContext) -> list[str]:
    statements = [query["sql"] for query in queries.captured_queries]
    return [sql for sql in statements if not BESIDE.search(sql)]


def watch() -> CaptureQueriesContext:
    return CaptureQueriesContext(connection)
