"""Requests of somebody who is logged in. The views behind a log-in take these types."""

from django.http import HttpRequest
from rest_framework.request import Request

from setframework.people.models import User


class PersonRequest(HttpRequest):
    """The request that a page behind `access.person_only` or `access.own_only` gets."""

    user: User


class PersonAPIRequest(Request):
    """The request that an address of the API gets if its permissions ask for a person."""

    user: User
