"""`me/`: the person that the credentials belong to, with export, import and erasing."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import logout
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import APIView

from setframework.accounts.selectors.account import get_direction
from setframework.accounts.services.data import delete_person, is_own_email
from setframework.people.models import Token, User
from setframework.people.recent import check_confirmed
from setframework.people.requests import PersonAPIRequest
from setframework.people.verified import is_email_verified
from setframework.portable.document import DocumentSerializer, read_document
from setframework.portable.exporting import export_document
from setframework.portable.format import as_json
from setframework.portable.importing import import_records
from setframework.web.api.json import LargeJSONParser
from setframework.web.api.serializers import MomentField, StrictCharField, StrictSerializer
from setframework.web.limits import count

EMAIL_LENGTH = 254


class Me(APIView):
    """The person that the credentials belong to."""

    @extend_schema_serializer(component_name="Me")
    class Output(serializers.Serializer):
        code = serializers.UUIDField(help_text="Names the person in other addresses.")
        email = serializers.EmailField()
        email_verified = serializers.BooleanField()
        name = serializers.CharField(allow_blank=True)
        level = serializers.CharField(allow_null=True, help_text="Key of the level one is at.")
        aims_at = serializers.CharField(allow_null=True, help_text="Key of the level aimed at.")
        path = serializers.CharField(allow_null=True, help_text="Key of the path.")
        joined_at = MomentField()

    @extend_schema_serializer(component_name="MeDeletion")
    class Deletion(StrictSerializer):
        confirm = StrictCharField(
            max_length=EMAIL_LENGTH, help_text="The person's own e-mail address."
        )

    @extend_schema(operation_id="me_read", responses={200: Output})
    def get(self, request: PersonAPIRequest) -> Response:
        return Response(self.Output(_describe(request.user)).data)

    @extend_schema(operation_id="me_delete", request=Deletion, responses={204: None})
    def delete(self, request: PersonAPIRequest) -> Response:
        """Erase the person with every assessment, note, direction and token.

        By a session that is at most 15 minutes old or was confirmed since, never by a token.
        """
        person = request.user
        body = self.Deletion(data=request.data)
        if isinstance(request.data, Mapping):  # else the body is refused, as everywhere
            check_confirmed(request)
        body.is_valid(raise_exception=True)
        if not is_own_email(person, body.validated_data["confirm"]):
            raise ValidationError({"confirm": [_("This is not your e-mail address.")]})
        delete_person(person=person)
        logout(request)
        return Response(status=status.HTTP_204_NO_CONTENT)


class MyExport(APIView):
    """Everything of the person's, to carry away."""

    @extend_schema(operation_id="me_export", responses={200: DocumentSerializer})
    def get(self, request: PersonAPIRequest) -> Response:
        """Read everything as one document, with the text of every question.

        By a token with the scope `export`, or by a session as for erasing.
        """
        check_confirmed(request, scope=Token.Scope.EXPORT)
        count("export", str(request.user.pk))
        document = export_document(request.user)
        return Response(
            {"exported_at": as_json(timezone.now()), **document},
            headers={"Cache-Control": "no-store, private"},
        )


class MyImport(APIView):
    """What the person carried away from here or elsewhere."""

    parser_classes = [LargeJSONParser]

    @extend_schema_serializer(component_name="Imported")
    class Output(serializers.Serializer):
        imported = serializers.IntegerField(help_text="Records that came in.")
        already_there = serializers.IntegerField(help_text="Records that were there before.")
        left_out = serializers.DictField(
            child=serializers.IntegerField(),
            required=False,
            help_text="By list, if anything had no place: a second open draft, a fourth key"
            " technology.",
        )

    @extend_schema(operation_id="me_import", request=DocumentSerializer, responses={200: Output})
    def post(self, request: PersonAPIRequest) -> Response:
        """Add what is not there yet: all of the document, or nothing when a part is wrong."""
        count("import", str(request.user.pk))  # before the body is read
        now = timezone.now()
        records = read_document(request.data, now)
        done = import_records(person=request.user, records=records, at=now)
        body: dict[str, Any] = {"imported": done.imported, "already_there": done.already_there}
        if done.left_out:
            body["left_out"] = dict(done.left_out)
        return Response(body)


def _describe(person: User) -> dict[str, Any]:
    direction = get_direction(person)
    return {
        "code": person.code,
        "email": person.email,
        "email_verified": is_email_verified(person),
        "name": person.name,
        "level": direction.level or None,
        "aims_at": direction.aims_at or None,
        "path": direction.path or None,
        "joined_at": person.joined_at,
    }


urlpatterns = [
    path("me/", Me.as_view(), name="me"),
    path("me/export/", MyExport.as_view(), name="me_export"),
    path("me/import/", MyImport.as_view(), name="me_import"),
]
