"""Two people for Lighthouse, one in a draft and one with a result; prints their pages as JSON."""

import json

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.selectors.questionnaires import get_site_version, read_questionnaire
from assessments.services.taking import start_assessment
from assessments.services.whole_assessments import create_assessment
from setframework.people.models import User
from setframework.people.visitors import Holder

version = get_site_version()
questionnaire = read_questionnaire(version)
now = timezone.now()
# Every answer from nothing to most, over and over: strengths, focus areas, all of the page.
answers = {item.key: number % 5 for number, item in enumerate(questionnaire.items)}


def log_in(email):
    person = User.objects.create_user(email)
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return person, "; ".join(f"{name}={each.value}" for name, each in client.cookies.items())


asked, asked_cookie = log_in("question@example.org")
draft = start_assessment(holder=Holder(person=asked), version=version, at=now)
done, done_cookie = log_in("result@example.org")
completed = create_assessment(
    person=done,
    version=version,
    responses=answers,
    at=now,
    completed_at=now,
    level=questionnaire.levels[2].key,
    path=questionnaire.paths[0].key,
)
item = questionnaire.items[1].key
pages = {
    "landing": {"path": "/", "cookie": ""},
    "home": {"path": "/", "cookie": done_cookie},
    "question": {
        "path": reverse("assessments:question", args=[draft.code, item]),
        "cookie": asked_cookie,
    },
    "result": {
        "path": reverse("assessments:result", args=[completed.code]),
        "cookie": done_cookie,
    },
}
print(json.dumps(pages))
