"""Limits of the API. A network of IPv6 addresses, which one person may own whole, counts as one."""

from typing import TYPE_CHECKING

from allauth.core.internal.ratelimit import truncate_ip
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, SimpleRateThrottle, UserRateThrottle

if TYPE_CHECKING:  # views read the settings, which name this module
    from rest_framework.views import APIView


class NetworkThrottle(SimpleRateThrottle):
    """What the limits below count by: the network address of a request."""

    def get_ident(self, request: Request) -> str:
        return truncate_ip(str(super().get_ident(request)))


class VisitorThrottle(NetworkThrottle, AnonRateThrottle):
    """A limit for one network without log-in."""


class ScoreThrottle(NetworkThrottle):
    """A limit for one network, with or without log-in."""

    scope = "score"

    def get_cache_key(self, request: Request, view: "APIView") -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


class BatchThrottle(UserRateThrottle):
    """A batch costs as much as a thousand single scores."""

    scope = "batch"
