"""Getting a PDF as a browser does, with a worker beside it."""

from typing import Any

from django.test import Client

from assessments.services.papers import draw_due


def fetch_pdf(client: Client, path: str) -> Any:
    """Asks for it, lets it be drawn, and asks again."""
    client.get(path)
    draw_due()
    return client.get(path)
