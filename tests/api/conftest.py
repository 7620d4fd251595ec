"""Programs that ask: one without credentials, and those of ada and mallory."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.selectors.questionnaires import get_version, read_questionnaire
from setframework.people.models import Token, User
from tests.api.client import Api
from tests.scoring.questionnaires import GRID


def token_of(person: User) -> str:
    _, text = Token.objects.create(
        user=person, name="tests", expiry=timedelta(days=1), scopes=["export"]
    )
    return text


@pytest.fixture
def anyone(set_version: QuestionnaireVersion) -> Api:
    return Api()


@pytest.fixture
def as_ada(ada: User) -> Api:
    return Api(headers={"Authorization": f"Bearer {token_of(ada)}"})


@pytest.fixture
def as_mallory(mallory: User) -> Api:
    return Api(headers={"Authorization": f"Bearer {token_of(mallory)}"})


@pytest.fixture
def in_adas_browser(ada: User) -> Api:
    """Logged in by session, with Django's check for forged requests as in production."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    return Api(client)


@pytest.fixture
def kept_connection():
    """The application may be called directly: as for the test client, the transaction stays."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.fixture
def grid(set_version: QuestionnaireVersion, tmp_path):
    """A published questionnaire of another shape."""
    path = tmp_path / GRID.name
    path.write_text(GRID.read_text().replace('status = "draft"', 'status = "published"'))
    call_command("publish_questionnaires", str(path), verbosity=0)
    return read_questionnaire(get_version("craft-grid"))
