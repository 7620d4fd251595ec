"""Who looks at pages of a team, for their tests."""

import re
from typing import Any

from django.urls import reverse

from setframework.people.models import User
from tests.factories import client_of


def page_of(person: User, team: Any, name: str = "team") -> str:
    """The page's HTML; it must be there."""
    response = client_of(person).get(reverse(f"teams:{name}", args=[team.code]))
    assert response.status_code == 200
    return response.content.decode()


def words_of(html: str) -> str:
    """What a page says, without its markup and on one line."""
    return _words(re.findall(r"<main.*</main>", html, re.S)[0])


def rows_of(html: str) -> list[list[str]]:
    """The first table's rows as texts."""
    table = re.findall(r"<table.*?</table>", html, re.S)[0]
    rows = re.findall(r"<tr.*?</tr>", table, re.S)
    return [[_words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)] for row in rows]


def _words(html: str) -> str:
    inside = re.sub(r"</?(strong|b|span|a)\b[^>]*>", "", html)
    return " ".join(re.sub(r"<[^>]+>", " ", inside).split())
