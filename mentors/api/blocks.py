"""`blocks/`: the people that somebody has blocked. The other side is not informed."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response
from rest_framework.views import APIView

from mentors.api.own import NOBODY, PersonField
from mentors.selectors.blocks import get_somebody, list_blocks
from mentors.services import blocks
from setframework.people.requests import PersonAPIRequest
from setframework.web.api.paging import Paging
from setframework.web.api.serializers import MomentField, StrictSerializer


class BlockWriteSerializer(StrictSerializer):
    person = PersonField(help_text=_("The code of the person."))


class BlockSerializer(serializers.Serializer):
    code = serializers.UUIDField(source="blocked.code", help_text=_("The code of the person."))
    created_at = MomentField()


class BlockListAPI(APIView):
    pagination_class = Paging

    @extend_schema(operation_id="blocks_list", responses=BlockSerializer(many=True))
    def get(self, request: PersonAPIRequest) -> Response:
        """List whom you have blocked, newest first."""
        paging = self.pagination_class()
        page = paging.paginate_queryset(list_blocks(request.user), request)
        return paging.get_paginated_response(BlockSerializer(page, many=True).data)

    @extend_schema(
        request=BlockWriteSerializer,
        responses={
            201: BlockSerializer,
            200: OpenApiResponse(BlockSerializer, _("Blocked before.")),
            404: NOBODY,
        },
    )
    def post(self, request: PersonAPIRequest) -> Response:
        """Block a person: both ways, everywhere, and silently."""
        asked = BlockWriteSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        other = get_somebody(asked.validated_data["person"])
        block, is_new = blocks.block(person=request.user, other=other, at=timezone.now())
        return Response(
            BlockSerializer(block).data,
            status=status.HTTP_201_CREATED if is_new else status.HTTP_200_OK,
        )


class BlockAPI(APIView):
    @extend_schema(operation_id="blocks_read", responses=BlockSerializer)
    def get(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Read whether and since when you block a person."""
        return Response(BlockSerializer(list_blocks(request.user).get(blocked__code=code)).data)

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Take the block of a person back."""
        blocks.unblock(person=request.user, code=code)
        return Response(status=status.HTTP_204_NO_CONTENT)
