"""The forms of the admin: untouched, and open at two of the staff."""

from datetime import UTC, datetime

import pytest
from django.contrib import admin
from django.urls import reverse

from assessments.teams.models.teams import Team
from mentors.models.aspirations import MentoringGoal
from mentors.models.programmes import Programme
from setframework.people.models import User
from tests.assessments.taking import text
from tests.factories import make_programme, make_user, staff_client
from tests.forms.hard import HARD_LINE, LOOSE_LINE, harden
from tests.forms.making import LINE, WORDS
from tests.forms.pages import forms_of
from tests.forms.stored import changes, rows
from tests.teams.organisation import make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(set_version):
    return staff_client()


def open_tab(staff, url):
    """What the browser sends of the page if nobody touches it."""
    page = staff.get(url).content.decode()
    return next(form.sent for form in forms_of(page) if "_save" in form.names)


def test_team_keeps_the_manager_that_another_one_named(staff, margaret, grace):
    team = make_team(margaret)
    url = f"/admin/teams/team/{team.pk}/change/"
    first = open_tab(staff, url)
    Team.objects.filter(pk=team.pk).update(manager=grace)

    page = staff.post(url, first | {"name": ["Core"]}, follow=True)

    team.refresh_from_db()
    assert (team.name, team.manager, team.next_manager) == ("Core", grace, None)
    assert "is asked, and has to accept" not in text(page)


def test_words_and_days_of_a_programme_are_shown_to_who_comes_second(staff, margaret):
    programme = make_programme(margaret, name="Spring")
    url = f"/admin/mentors/programme/{programme.pk}/change/"
    first, second = open_tab(staff, url), open_tab(staff, url)
    moved = datetime(2027, 3, 1, 8, 30, tzinfo=UTC)
    staff.post(url, first | {"closes_at_0": ["2027-03-01"], "closes_at_1": ["08:30:00"]})

    staff.post(url, second | {"text": ["Theirs"]})
    third = staff.post(url, first | {"text": ["Mine"], "name": ["Summer"]})

    programme.refresh_from_db()
    assert (programme.text, programme.closes_at) == ("Theirs", moved)
    assert "Stored now: “Theirs”. Save again to replace it." in text(third)
    late = staff.post(url, second | {"closes_at_0": ["2027-04-01"]})
    assert "Stored now: “1 March 2027, 08:30”" in text(late)
    (again,) = (form.sent for form in forms_of(third.content.decode()) if "_save" in form.names)
    staff.post(url, again)
    assert Programme.objects.get().text == "Mine"
    assert Programme.objects.get().closes_at == moved


def test_aspiration_keeps_what_another_one_retired(staff):
    goal = MentoringGoal.objects.get(key="say-no")
    url = f"/admin/mentors/mentoringgoal/{goal.pk}/change/"
    first = open_tab(staff, url)
    MentoringGoal.objects.filter(pk=goal.pk).update(is_offered=False)

    staff.post(url, first | {"text": ["Say no kindly"]})

    goal.refresh_from_db()
    assert (goal.text, goal.is_offered) == ("Say no kindly", False)


def test_account_that_was_closed_meanwhile_stays_closed(staff):
    person = make_user()
    url = f"/admin/accounts/user/{person.pk}/change/"
    first = open_tab(staff, url)
    User.objects.filter(pk=person.pk).update(is_active=False)

    staff.post(url, first | {"is_staff": ["on"]})

    person.refresh_from_db()
    assert (person.is_staff, person.is_active) == (True, False)


# What staff may change, each with something stored.
EDITABLE = {
    Team: lambda person: make_team(person, name=LINE),
    Programme: lambda person: make_programme(person, name=LINE, text=WORDS),
    MentoringGoal: lambda person: MentoringGoal.objects.create(key="kindly", text=LINE, order=99),
    User: lambda person: person,
}


def test_every_page_that_changes_something_is_tried(rf, set_version):
    request = rf.get("/admin/")
    request.user = make_user(is_staff=True, is_superuser=True)

    changing = {
        model
        for model, page in admin.site._registry.items()
        if page.has_change_permission(request)
        and page.get_form(request, model(), change=True).base_fields
    }

    assert changing == set(EDITABLE)


@pytest.mark.parametrize("line", ["", HARD_LINE, LOOSE_LINE], ids=["good", "hard", "loose"])
@pytest.mark.parametrize("model", EDITABLE)
def test_untouched_page_changes_nothing(staff, margaret, model, line):
    row = EDITABLE[model](margaret)
    if line:
        harden(line)
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])
    before, sent = rows(), open_tab(staff, url)

    answer = staff.post(url, sent)

    assert answer.status_code == 302, text(answer)
    assert changes(before, rows()) == {}
