"""A real browser against the server with its collected static files; its console is watched."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from setframework.people.models import User

# Playwright's sync API keeps an event loop in the thread that also asks the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HEIGHTS = {320: 640, 390: 844, 1280: 900}
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's Chromium; in a container that runs as root it has no sandbox to enter."""
    args = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    path = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    return {"executable_path": path, "args": args} if path else {"args": args}


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The settings under which static files have hashed names, as on the running site."""
    changed = {
        "STATIC_ROOT": tmp_path_factory.mktemp("static"),
        "STORAGES": django_settings.STORAGES
        | {"staticfiles": {"BACKEND": "setframework.storage.StaticStorage"}},
    }
    with override_settings(**changed):
        call_command("collectstatic", interactive=False, verbosity=0)
    return changed


@pytest.fixture
def live_server(collected: dict[str, Any], transactional_db: None) -> Iterator[LiveServer]:
    """The server with WhiteNoise in front, instead of the finders that know no hashed name."""
    with override_settings(**collected):
        server = LiveServer("localhost", start=False)
        server.thread.static_handler = lambda media_handler: media_handler.application
        server.start()
        yield server
        server.stop()


class Console:
    """What the browser complained about: script errors, CSP violations, files that are missing."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.allowed: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def allow(self, part: str) -> None:
        """For a page that answers with an error on purpose: the browser reports that too."""
        self.allowed.append(part)

    def _hear(self, message: Any) -> None:
        known = any(part in message.text for part in self.allowed)
        if message.type in {"error", "warning"} and not known:
            self.complaints.append(f"{message.type}: {message.text}")


@pytest.fixture
def console() -> Iterator[Console]:
    """Fails the test when anything was complained about."""
    watched = Console()
    yield watched
    assert watched.complaints == []


@pytest.fixture
def page_at(browser: Browser, live_server: LiveServer, console: Console) -> Iterator[Any]:
    """page_at(390, "dark") -> a fresh visitor's page; other arguments go to the context."""
    contexts: list[BrowserContext] = []

    def open_page(width: int = 1280, scheme: str = "light", **options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(15_000)
        console.watch(context)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def no_js_page(page_at: Callable[..., Page]) -> Page:
    """The page of a visitor whose browser runs no scripts."""
    return page_at(1280, java_script_enabled=False)


@pytest.fixture
def log_in(live_server: LiveServer) -> Callable[[Page, User], None]:
    """Gives the page a session of the person, without the log-in form."""

    def give_session(page: Page, person: User) -> None:
        client = Client()
        client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
        value = client.cookies[django_settings.SESSION_COOKIE_NAME].value
        name = django_settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])

    return give_session


@pytest.fixture
def page_of(
    page_at: Callable[..., Page], log_in: Callable[[Page, User], None]
) -> Callable[..., Page]:
    """page_of(ada, "/plan/", 390, "dark") -> that page as the person who is logged in sees it."""

    def go(
        person: User, address: str, width: int = 1280, scheme: str = "light", **options: Any
    ) -> Page:
        page = page_at(width, scheme, **options)
        log_in(page, person)
        page.goto(address)
        return page

    return go


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """axe(page): no violation of WCAG 2.2 AA or of axe's best practices."""
    runner = Axe()

    def check(page: Page) -> None:
        options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
        found = runner.run(page, options=options).response["violations"]
        faults = [
            f"{fault['id']}: {node['html'][:160]} {node['any'] and node['any'][0]['message']}"
            for fault in found
            for node in fault["nodes"]
        ]
        assert faults == [], page.url

    return check


@pytest.fixture(scope="session")
def fits() -> Callable[[Page], None]:
    """fits(page): nothing makes the page scroll sideways; names what sticks out."""

    def check(page: Page) -> None:
        too_wide = page.evaluate(
            """() => {
              const width = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= width) return [];
              return [...document.querySelectorAll("body *")]
                .filter((each) => each.getBoundingClientRect().right > width + 1)
                .map((each) => each.outerHTML.slice(0, 120));
            }"""
        )
        assert too_wide == [], page.url

    return check
