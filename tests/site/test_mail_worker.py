"""The worker and a real mail server: killed while it sends, and left without an answer."""

import os
import signal
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.mail import send_mail
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from setframework.web.mail.models import Letter

pytestmark = pytest.mark.django_db(transaction=True)


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mail on loopback. While `holds` is set it takes a letter and never says so."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.arrived: list[str] = []
        self.came = threading.Event()
        self.holds = threading.Event()


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self._take()
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")

    def _take(self) -> None:
        lines = list(iter(self.rfile.readline, b".\r\n"))
        self.server.arrived += [line.decode() for line in lines if line.startswith(b"Message-ID")]
        self.server.came.set()
        while self.server.holds.is_set():
            time.sleep(0.05)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.holds.clear()
        made.shutdown()


@pytest.fixture
def start_worker(server) -> Iterator:
    """Starts `manage.py work` on the database of the test."""
    name = connection.settings_dict["NAME"]
    scheme = "sqlite:///" if connection.vendor == "sqlite" else "postgres:///"
    workers = []

    def start() -> subprocess.Popen:
        workers.append(
            subprocess.Popen(
                [sys.executable, "manage.py", "work"],
                cwd=settings.BASE_DIR,
                env=os.environ
                | {
                    "DATABASE_URL": scheme + str(name),
                    "DJANGO_SETTINGS_MODULE": "setframework.settings",
                    "EMAIL_URL": f"smtp://127.0.0.1:{server.server_address[1]}",
                },
                stderr=subprocess.DEVNULL,
            )
        )
        return workers[-1]

    yield start
    for each in workers:
        each.send_signal(signal.SIGTERM)
        each.wait(timeout=30)


def wait_until(holds, seconds=30):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def write(settings):
    settings.EMAIL_BACKEND = "setframework.web.mail.backend.QueueBackend"
    send_mail("Hello", "Text", None, ["ada@example.org"])
    return Letter.objects.get()


def test_letter_of_a_worker_that_was_killed_is_sent_again(server, start_worker, settings):
    letter = write(settings)
    server.holds.set()
    first = start_worker()
    assert server.came.wait(timeout=30)

    first.kill()  # the hard way, while the mail server has the letter and has not said so
    first.wait(timeout=10)
    letter.refresh_from_db()
    assert (letter.sent_at, letter.tries) == (None, 1)
    assert letter.next_try_at > timezone.now()
    server.holds.clear()
    Letter.objects.update(next_try_at=timezone.now())  # the time of the claim is over
    start_worker()

    wait_until(lambda: Letter.objects.filter(sent_at__isnull=False).exists())
    assert len(server.arrived) == 2  # at least once,
    assert len(set(server.arrived)) == 1  # and a mail program can see that it is the same


def test_jobs_run_while_the_mail_server_does_not_answer(server, start_worker, settings):
    write(settings)
    server.holds.set()

    start_worker()

    assert server.came.wait(timeout=30)
    wait_until(lambda: DBTaskResult.objects.filter(status="SUCCESSFUL").count() > 3)
    assert Letter.objects.filter(sent_at=None).exists()
    server.holds.clear()
    wait_until(lambda: Letter.objects.filter(sent_at__isnull=False).exists())
