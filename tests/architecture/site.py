"""Every address of the site, found in its own map."""

import re

from django.urls import URLResolver, get_resolver

SAMPLES = {
    "app_label": "assessments",
    "commitment": "00000000-0000-4000-8000-000000000000",
    "content_type_id": "1",
    "goal": "00000000-0000-4000-8000-000000000000",
    "invitation": "00000000-0000-4000-8000-000000000000",
    "id": "00000000-0000-4000-8000-000000000000",
    "item": "tough-feedback",
    "key": "set-framework",
    "meeting": "00000000-0000-4000-8000-000000000000",
    "note": "00000000-0000-4000-8000-000000000000",
    "object_id": "1",
    "offer": "00000000-0000-4000-8000-000000000000",
    "pillar": "technical",
    "pk": "1",
    "tie": "00000000-0000-4000-8000-000000000000",
    "token": "nothing",
    "share": "00000000-0000-4000-8000-000000000000",
    "uidb36": "1",
    "url": "x/",
    "version": "1",
}


def routes(resolver=None, prefix=""):
    """Each address as the map writes it, once: account/tokens/<uuid:code>/revoke/."""
    found = {}
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found |= dict.fromkeys(routes(pattern, route))
        else:
            found[route] = None
    return list(found)


def address(route, **values):
    """A route with its parts filled in: by the given values, else by a sample."""
    values = SAMPLES | values

    def fill(match):
        return str(values[match["name"]])

    path = re.sub(r"<(\w+:)?(?P<name>\w+)>", fill, re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", route))
    return "/" + re.sub(r"[\^$]", "", path)
