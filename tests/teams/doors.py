"""Who is turned away at the pages of a team, and how."""

from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from django.urls import reverse


def answers(client: Client, path: str, data: Any = None) -> list[int]:
    """The status of GET and POST."""
    return [client.get(path).status_code, client.post(path, data or {}).status_code]


def leads_to_login(path: str) -> bool:
    """For a visitor, by GET and POST, and back to the page afterwards."""
    log_in = reverse("account_login")
    responses = [Client().get(path), Client().post(path, {})]
    return all(
        (each.status_code, urlsplit(each.url).path, urlsplit(each.url).query)
        == (302, log_in, f"next={path}")
        for each in responses
    )
