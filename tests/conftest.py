"""The cast, the published questionnaire, and the rules every test runs under."""

import gc
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import settings as hypothesis_settings

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.scoring.questionnaire import Questionnaire
from assessments.selectors.questionnaires import read_questionnaire
from mentors.models.profiles import Revision
from setframework.people.models import User
from tests import database
from tests.factories import client_of, make_seeds, make_user

hypothesis_settings.register_profile("steady", derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("steady")


def pytest_collection_finish() -> None:
    """All that was imported and collected stays: to look through it again and again costs most."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


LOOPBACK = ("127.", "localhost", "::1", "/")


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Any:
    """A test that reaches for another machine fails instead of depending on it."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> Any:
        host = address if isinstance(address, str) else address[0]
        if not str(host).startswith(LOOPBACK):
            raise OSError(f"a test tried to reach {address}")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Rate limits count in the cache; none may leak into the next test."""
    cache.clear()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Starts from the ready database of an earlier process, where there is one."""
    return database.copy_ready()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        make_seeds()
        # Each test makes a counter of its own: by it searches know that the rows are others.
        Revision.objects.all().delete()
        database.keep_ready()


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What a module fixture puts into the database is there for all its tests, then gone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _published_again(request: pytest.FixtureRequest) -> None:
    """A transactional test empties the tables; the next one finds the questionnaire again."""
    marker = request.node.get_closest_marker("django_db")
    if "live_server" in request.fixturenames or (marker and marker.kwargs.get("transaction")):
        request.getfixturevalue("transactional_db")
    if marker or {"db", "transactional_db"} & set(request.fixturenames):
        request.getfixturevalue("set_version")


@pytest.fixture
def set_version(db: None) -> QuestionnaireVersion:
    """The published SET Framework."""
    return make_seeds()


@pytest.fixture
def questionnaire(set_version: QuestionnaireVersion) -> Questionnaire:
    return read_questionnaire(set_version)


@pytest.fixture
def ada(set_version: QuestionnaireVersion) -> User:
    """A member."""
    return make_user("ada@example.org", name="Ada")


@pytest.fixture
def grace(set_version: QuestionnaireVersion) -> User:
    """A mentor."""
    return make_user("grace@example.org", name="Grace")


@pytest.fixture
def margaret(set_version: QuestionnaireVersion) -> User:
    """The manager of ada's team."""
    return make_user("margaret@example.org", name="Margaret")


@pytest.fixture
def mallory(set_version: QuestionnaireVersion) -> User:
    """A stranger."""
    return make_user("mallory@example.org", name="Mallory")


@pytest.fixture
def ada_client(ada: User) -> Client:
    return client_of(ada)


@pytest.fixture
def grace_client(grace: User) -> Client:
    return client_of(grace)


@pytest.fixture
def margaret_client(margaret: User) -> Client:
    return client_of(margaret)


@pytest.fixture
def mallory_client(mallory: User) -> Client:
    return client_of(mallory)
