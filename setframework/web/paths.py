"""Paths stay out of the log: links to a new password, to a team or to a result are secrets."""

import logging

NO_ROUTE = "no address of this site"


class PathFilter(logging.Filter):
    """Writes the route in the place of the path, in what Django logs of a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if path is not None and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            route = match.route if match is not None else NO_ROUTE
            # Django writes a path with its escapes.
            written = {path, path.encode("unicode_escape").decode("ascii")}
            record.args = tuple(route if each in written else each for each in record.args)
        return True
