"""API tokens: a part of the account page, and the page that shows a new one."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from setframework.accounts.forms.tokens import TokenForm
from setframework.accounts.services import tokens
from setframework.accounts.views.account import show
from setframework.people.access import own_only, person_only
from setframework.people.requests import PersonRequest
from setframework.web.refusals import refusals_in


@person_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: PersonRequest) -> HttpResponse:
    """Make a token and show it in this one response; nothing keeps its text."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made: HttpResponse = _make(request, form)
        return made
    return show(request, token_form=form)


@reauthentication_required
@sensitive_variables("text")
def _make(request: PersonRequest, form: TokenForm) -> HttpResponse:
    """What was typed waits while one confirms that it is them."""
    with refusals_in(form):
        token, text = tokens.create_token(
            person=request.user, at=timezone.now(), **form.cleaned_data
        )
        return render(request, "account/token.html", {"token": token, "text": text})
    return show(request, token_form=form)


@own_only
@require_POST
def revoke(request: PersonRequest, code: UUID) -> HttpResponse:
    name = tokens.revoke_token(person=request.user, code=code)
    messages.success(request, _("The token “%(name)s” no longer works.") % {"name": name})
    return redirect("accounts:account")
