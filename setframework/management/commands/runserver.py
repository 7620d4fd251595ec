"""The development server, with the background worker in the same process.

One reload renews both and one Ctrl-C ends both. After a mistake in the code Django waits for the
next change, and then starts both again.
"""

import threading

from django.contrib.staticfiles.management.commands import runserver


class Command(runserver.Command):
    help = "Run the development server and the background worker; both reload with the code."

    def on_bind(self, server_port: int) -> None:
        """Start the worker once the port is ours. If the port is in use, nothing may start."""
        super().on_bind(server_port)
        # Imported here: at the top, a mistake in the code would end Django before it can wait.
        from setframework.management.commands.work import make_worker

        threading.Thread(target=make_worker().run_forever, name="worker", daemon=True).start()
