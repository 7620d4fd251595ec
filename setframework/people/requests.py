"""Requests of somebody who is logged in: the views behind a log-in say so in their types."""

from django.http import HttpRequest
from rest_framework.request import Request

from setframework.people.models import User


class PersonRequest(HttpRequest):
    """What a page behind a log-in gets; see `access.own_only`."""

    user: User


class PersonAPIRequest(Request):
    """What an address of the API gets whose permissions ask for a person."""

    user: User
