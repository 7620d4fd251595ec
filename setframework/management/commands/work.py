"""The background worker: it runs queued jobs, and enqueues the jobs that are due."""

import logging
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from setframework.schedule import enqueue_due

LOOK_EVERY = 60  # seconds between two looks at the clock


class ClockWorker(Worker):
    """The queue's own worker. It looks at the clock each time it comes back to the queue."""

    _looked_at = -float(LOOK_EVERY)

    def look_at_clock(self) -> None:
        if time.monotonic() - self._looked_at >= LOOK_EVERY:
            self._looked_at = time.monotonic()
            enqueue_due(timezone.now())

    def run_forever(self) -> None:
        """Run batches until a signal ends the worker, and look at the clock between them."""
        while self.running:
            close_old_connections()
            self.look_at_clock()
            self.run()
            if self.running:
                time.sleep(self.interval)


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
