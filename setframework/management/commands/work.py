"""The background worker: it runs jobs and enqueues those that are due, sends mail, draws PDFs.

Mail and PDFs have a thread each: a mail server that does not answer, or a programme that is being
matched, keeps nobody's PDF waiting.
"""

import logging
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from assessments.services.papers import draw_due
from setframework.schedule import enqueue_due
from setframework.web.mail.queue import send_due

logger = logging.getLogger(__name__)

LOOK_EVERY = 60  # seconds between two looks at the clock


class ClockWorker(Worker):
    """The queue's own worker. It looks at the clock each time it comes back to the queue."""

    _looked_at = -float(LOOK_EVERY)

    def __init__(self, **options: Any):
        super().__init__(**options)
        self._stopped = threading.Event()

    def look_at_clock(self) -> None:
        if time.monotonic() - self._looked_at >= LOOK_EVERY:
            self._looked_at = time.monotonic()
            enqueue_due(timezone.now())

    def run_forever(self) -> None:
        """Run batches until a signal ends the worker, and look at the clock between them."""
        self._begin("mail", send_due)
        self._begin("PDFs", draw_due)
        try:
            while self.running:
                close_old_connections()
                self.look_at_clock()
                self.run()
                if self.running:
                    time.sleep(self.interval)
        finally:
            self._stopped.set()

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """End in good order: the threads finish what they have in hand."""
        self._stopped.set()
        super().shutdown(signum, frame)

    def _begin(self, name: str, work: Callable[..., object]) -> None:
        """Do that work again and again in a thread. It goes on whatever happens to one piece."""

        def repeat() -> None:
            while not self._stopped.wait(self.interval):
                close_old_connections()
                try:
                    work(go_on=lambda: not self._stopped.is_set())
                except Exception:
                    logger.exception("The worker's part %s failed; it goes on.", name)

        threading.Thread(target=repeat, name=name).start()


def make_worker() -> ClockWorker:
    # The log needs no line for each start and end of a job, nor for how to stop the worker.
    logging.getLogger("django_tasks").setLevel(logging.WARNING)
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    return ClockWorker(
        queue_names=["*"],
        interval=1,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )


class Command(BaseCommand):
    help = "Run the background worker until it is stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        worker = make_worker()
        worker.configure_signals()
        worker.run_forever()
