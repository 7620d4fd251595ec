"""Programmes in the admin: staff see and correct them."""

from datetime import timedelta

import pytest

from mentors.models.programmes import Programme
from mentors.models.runs import ProgrammeRun
from mentors.services import runs
from tests.assessments.taking import text
from tests.factories import (
    NOW,
    make_participant,
    make_programme,
    make_proposal,
    staff_client,
)
from tests.teams.organisation import make_team

PROGRAMMES = "/admin/mentors/programme/"
DAY = timedelta(days=1)


@pytest.fixture
def staff(set_version):
    return staff_client()


@pytest.fixture
def programme(margaret):
    return make_programme(margaret, name="Spring", levels=["staff"], most=7)


def change(staff, programme, **fields):
    values = {
        "name": programme.name,
        "text": programme.text,
        "organiser": programme.organiser_id or "",
        "open_to": programme.open_to,
    }
    for name in ("opens_at", "closes_at"):
        moment = fields.pop(name, getattr(programme, name))
        values |= {f"{name}_0": moment.date().isoformat(), f"{name}_1": moment.time().isoformat()}
    return staff.post(f"{PROGRAMMES}{programme.pk}/change/", values | fields)


def wrong(response):
    return list(response.context["adminform"].form.errors)


def test_pages_show_the_programme_and_nothing_of_its_people(staff, programme, ada, grace):
    left = make_participant(programme, ada)
    make_participant(programme, grace, places=1)
    pair = make_proposal(programme, grace, ada, mentor_says=False)
    pair.run.receipt = {"total": 61.25, "without": {str(left.pk): "hours"}}
    pair.run.save()

    for path in (PROGRAMMES, *(f"{PROGRAMMES}{programme.pk}/{each}/" for each in PAGES)):
        shown = staff.get(path).content.decode()
        assert "Spring" in shown
        for hidden in ("ada@", "grace@", "Grace", "61.25", "receipt", str(pair.code)):
            assert hidden not in shown


PAGES = ("change", "history")


def test_staff_corrects_words_and_days_and_nothing_else(staff, programme):
    response = change(
        staff, programme, name="Summer", text="For us", closes_at=NOW + 9 * DAY, most="9"
    )

    assert response.status_code == 302
    programme.refresh_from_db()
    assert (programme.name, programme.text) == ("Summer", "For us")
    assert (programme.closes_at, programme.levels) == (NOW + 9 * DAY, ["staff"])
    assert programme.most == 7


def test_staff_hands_over_what_nobody_organises_any_more(staff, programme, margaret, ada):
    make_participant(programme, ada)
    margaret.delete()
    programme.refresh_from_db()
    assert programme.organiser is None
    assert "Spring" in text(staff.get(PROGRAMMES, {"organiser__isempty": "1"}))

    assert wrong(change(staff, programme)) == ["organiser"]
    assert change(staff, programme, organiser=ada.pk).status_code == 302

    programme.closes_at = NOW
    programme.save(update_fields=["closes_at"])
    assert runs.start_run(person=ada, code=programme.code, at=NOW)[0].number == 1


def test_new_organiser_is_there_and_has_teams_if_the_programme_is_for_them(
    staff, programme, ada, grace
):
    ada.is_active = False
    ada.save()
    assert wrong(change(staff, programme, organiser=ada.pk)) == ["organiser"]
    assert wrong(change(staff, programme, organiser=grace.pk, open_to="teams")) == ["organiser"]

    make_team(grace, name="Team")
    assert change(staff, programme, organiser=grace.pk, open_to="teams").status_code == 302


def test_days_in_the_wrong_order_or_after_a_run_are_refused(staff, programme):
    assert wrong(change(staff, programme, closes_at=programme.opens_at)) == ["closes_at"]

    ProgrammeRun.objects.create(programme=programme, number=1, state="done")
    assert wrong(change(staff, programme, closes_at=NOW + 9 * DAY)) == ["closes_at"]
    assert change(staff, programme, name="Summer").status_code == 302


def test_nobody_adds_or_deletes_one_here(staff, programme):
    assert staff.get(f"{PROGRAMMES}add/").status_code == 403
    assert staff.post(f"{PROGRAMMES}{programme.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Programme.objects.count() == 1
