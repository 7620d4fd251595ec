"""The development server, with the background worker in the same process.

So one reload renews both, one Ctrl-C ends both, and a mistake in the code stops neither for good:
Django waits for the next change.
"""

import threading

from django.contrib.staticfiles.management.commands import runserver


class Command(runserver.Command):
    help = "Run the development server and the background worker; both reload with the code."

    def on_bind(self, server_port: int) -> None:
        """Not before the port is ours: where it is in use, nothing may start."""
        super().on_bind(server_port)
        # Not with this file: a mistake in what it imports would end Django before it can wait.
        from setframework.management.commands.work import make_worker

        threading.Thread(target=make_worker().run_forever, name="worker", daemon=True).start()
