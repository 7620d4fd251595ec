"""Blocking somebody, so that the two do not see each other."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentors.selectors.blocks import list_blocks
from mentors.selectors.reports import get_met
from mentors.services import blocks
from setframework.people.access import own_only, person_only
from setframework.people.requests import PersonRequest


@require_safe
@person_only
def page(request: PersonRequest) -> HttpResponse:
    return render(request, "mentors/blocks.html", {"blocks": list_blocks(request.user)})


@require_POST
@own_only
def block(request: PersonRequest, code: UUID) -> HttpResponse:
    other = get_met(request.user, code)
    blocks.block(person=request.user, other=other, at=timezone.now())
    messages.success(request, _("Blocked. You do not see each other any more; nobody is told."))
    return redirect("mentors:blocks")


@require_POST
@own_only
def unblock(request: PersonRequest, code: UUID) -> HttpResponse:
    blocks.unblock(person=request.user, code=code)
    messages.success(request, _("The block is taken back. You can find each other again."))
    return redirect("mentors:blocks")
