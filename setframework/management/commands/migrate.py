"""Django's own command, without the limit on how long one statement may take."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        """A migration may fill or index a large table: to stop it half-way helps nobody."""
        connection = connections[options["database"]]
        is_limited = connection.vendor == "postgresql"
        if is_limited:
            with connection.cursor() as cursor:
                cursor.execute("SET statement_timeout = 0")
        super().handle(*args, **options)
        if is_limited:
            with connection.cursor() as cursor:
                cursor.execute("RESET statement_timeout")
