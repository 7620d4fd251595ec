"""The map of /api/: the addresses of each slice, the schema and its page."""

from functools import lru_cache
from typing import Any

from csp.decorators import csp_update
from django.urls import include, path, re_path
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

import assessments.teams.urls
import assessments.urls
import mentors.urls


class SchemaAPI(APIView):
    """The schema as JSON. A reader of YAML can read it too."""

    authentication_classes = []
    permission_classes = [AllowAny]
    renderer_classes = [OpenApiJsonRenderer]

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        return Response(_schema(get_language()))


@method_decorator(csp_update({"img-src": ["data:"]}), name="dispatch")
class DocsAPI(SpectacularSwaggerSplitView):
    """The page to read and try the API. Its style sheet has icons as data: images."""

    template_name = "api/docs.html"
    url_name = "api_schema"


class NothingHereAPI(APIView):
    """Any other address below /api/. It answers like a missing object, in JSON."""

    authentication_classes = []
    permission_classes = [AllowAny]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise NotFound(
            None if request.path.endswith("/") else _("Not found. Addresses end in a slash.")
        )


@lru_cache
def _schema(language: str | None) -> Any:
    return SchemaGenerator().get_schema(public=True)


urlpatterns = [
    path("v1/", include(assessments.urls.api)),
    path("v1/", include(assessments.teams.urls.api)),
    path("v1/", include(mentors.urls.api)),
    path("v1/", include("setframework.accounts.api")),
    path("schema/", SchemaAPI.as_view(), name="api_schema"),
    path("docs/", DocsAPI.as_view(), name="api_docs"),
    re_path("", NothingHereAPI.as_view()),
]
