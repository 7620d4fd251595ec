"""The plain log names routes, never paths: some paths are secrets."""

import logging

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string

CONSOLE = settings.LOGGING["handlers"]["console"]


class Written(logging.Handler):
    """What the console would show, through the filters that it has in the settings."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        for name in CONSOLE.get("filters", ()):
            self.addFilter(import_string(settings.LOGGING["filters"][name]["()"])())

    def emit(self, line: logging.LogRecord) -> None:
        self.texts.append(line.getMessage())


@pytest.fixture
def written():
    handler = Written()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/share/my-secret/", "share/<str:token>/"),
        ("/teams/join/my-secret/", "teams/join/<str:token>/"),
        ("/accounts/confirm-email/my-secret/", "confirm-email/"),
        ("/calendar/my-secret.ics", "calendar/<slug:token>.ics"),
        ("/nowhere/my-secret/", "no address of this site"),
        ("/share/my-secret-ü/", "share/<str:token>/"),
    ],
)
def test_refused_request_is_logged_by_its_route(db, written, path, route):
    strict = Client(enforce_csrf_checks=True)
    for ask in (strict.get, strict.post, strict.put):
        ask(path)

    told = "\n".join(written.texts)
    assert route in told
    assert "my-secret" not in told
