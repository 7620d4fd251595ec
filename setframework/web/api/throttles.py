"""Limits of the API beyond Django REST framework's own two."""

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle, UserRateThrottle
from rest_framework.views import APIView


class ScoreThrottle(SimpleRateThrottle):
    """A limit for one IP address, with or without log-in."""

    scope = "score"

    def get_cache_key(self, request: Request, view: APIView) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


class BatchThrottle(UserRateThrottle):
    """A batch costs as much as a thousand single scores."""

    scope = "batch"
