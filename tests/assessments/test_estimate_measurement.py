"""The consent, and what manage.py estimate_measurement prints of the answers it allows."""

import random
import re
import tomllib
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from assessments.models.measurement import MeasurementConsent
from assessments.models.taking import Assessment
from assessments.scoring.parse.questionnaire import parse
from assessments.selectors.measurement import list_measured
from assessments.services.measurement import set_measurement_consent
from assessments.services.taking import complete_assessment
from setframework.people.models import User
from setframework.people.visitors import Holder
from tests.assessments.taking import tags, text
from tests.factories import NOW, make_assessment, make_user
from tests.scoring.questionnaires import SET_FRAMEWORK, read_file

pytestmark = pytest.mark.django_db

DATA, MEASUREMENT = "/account/data/", "/account/data/measurement/"


def sit(person, version, responses, at=NOW):
    draft = make_assessment(person, responses, completed=False, at=at, version=version)
    return complete_assessment(holder=Holder(person=person), code=draft.code, at=at)


def agree(person):
    set_measurement_consent(person=person, is_given=True, at=NOW)


def crowd(version, questionnaire, number):
    """Consenting people whose answers are their talent with some noise, and a retest of each."""
    chance = random.Random(7)
    people = [User(email=f"p{place}@example.org") for place in range(number)]
    people = User.objects.bulk_create(people)
    rows = []
    for person in people:
        talent = chance.gauss(2, 0.9)
        for day in (0, 14):
            responses = {
                item.key: max(0, min(4, round(talent + chance.gauss(0, 0.8))))
                for item in questionnaire.items
            }
            at = NOW + timedelta(days=day)
            rows.append(
                Assessment(
                    person=person,
                    version=version,
                    responses=responses,
                    started_at=at,
                    completed_at=at,
                    received_at=at,
                )
            )
    Assessment.objects.bulk_create(rows)
    MeasurementConsent.objects.bulk_create(
        [MeasurementConsent(person=person, given_at=NOW) for person in people]
    )
    return people


# The consent


def test_nobody_agrees_by_default(ada, ada_client):
    page = ada_client.get(DATA)

    assert "checked" not in tags(page, "input", type="checkbox", name="is_given")[0]
    assert "You have not agreed, and you need not." in text(page)
    assert not MeasurementConsent.objects.exists()


def test_ticking_agrees_with_a_date_and_unticking_withdraws(ada, ada_client):
    agreed = ada_client.post(MEASUREMENT, {"is_given": "on"}, follow=True)
    consent = MeasurementConsent.objects.get()
    withdrawn = ada_client.post(MEASUREMENT, {}, follow=True)

    assert agreed.redirect_chain == [(DATA, 302)]
    assert "checked" in tags(agreed, "input", type="checkbox", name="is_given")[0]
    assert "You agreed on" in text(agreed)
    assert (consent.person, consent.withdrawn_at) == (ada, None)
    assert "Your answers are not used." in text(withdrawn)
    consent.refresh_from_db()
    assert consent.withdrawn_at >= consent.given_at


def test_saying_it_twice_changes_nothing(ada):
    agree(ada)
    set_measurement_consent(person=ada, is_given=True, at=NOW + timedelta(days=1))
    assert [each.given_at for each in MeasurementConsent.objects.all()] == [NOW]

    for day in (2, 3):
        set_measurement_consent(person=ada, is_given=False, at=NOW + timedelta(days=day))
    assert [each.withdrawn_at for each in MeasurementConsent.objects.all()] == [
        NOW + timedelta(days=2)
    ]


def test_the_database_keeps_one_open_consent_a_person(ada):
    agree(ada)

    with pytest.raises(IntegrityError, match=r"UNIQUE|one_open_measurement_consent"):
        MeasurementConsent.objects.create(person=ada, given_at=NOW)


def test_the_database_keeps_a_withdrawal_after_the_consent(ada):
    with pytest.raises(IntegrityError, match="measurement_consent_ends_after_it"):
        MeasurementConsent.objects.create(
            person=ada, given_at=NOW, withdrawn_at=NOW - timedelta(days=1)
        )


# Whose answers count


def test_only_answers_of_consenting_people_given_here_and_anew_count(
    ada, grace, mallory, set_version
):
    responses = {"team-trust": 3}
    agree(ada)
    agree(grace)
    set_measurement_consent(person=grace, is_given=False, at=NOW)
    counts = sit(ada, set_version, responses)
    carried = sit(ada, set_version, responses, at=NOW + timedelta(days=1))
    Assessment.objects.filter(pk=carried.pk).update(carried_over=["team-trust"])
    make_assessment(ada)  # imported
    make_assessment(ada, responses, completed=False)
    sit(grace, set_version, responses)
    sit(mallory, set_version, responses)

    assert list_measured(set_version) == [[counts]]


def test_each_person_is_one_entry_however_often_they_came(ada, set_version):
    agree(ada)
    made = [sit(ada, set_version, {"team-trust": 3}, NOW + timedelta(days=d)) for d in (5, 0)]

    assert list_measured(set_version) == [made[::-1]]


# The command


def test_fewer_than_a_hundred_people_are_refused_kindly(set_version, questionnaire):
    crowd(set_version, questionnaire, 99)

    with pytest.raises(CommandError, match=r"^99 consenting people .* needs 100\. Until then"):
        call_command("estimate_measurement")


def test_a_hundred_people_print_the_tables_of_the_next_version(set_version, questionnaire, capsys):
    crowd(set_version, questionnaire, 100)

    call_command("estimate_measurement")

    printed = capsys.readouterr().out
    tables = tomllib.loads(printed)["measurement"]
    assert list(tables) == [scale.key for scale in questionnaire.scales]
    for table in tables.values():
        assert (table["basis"], table["n"]) == ("observed", 100)
        assert 0.7 < table["reliability"] < 1
        assert 10 < table["sd"] < 35
    document = read_file(SET_FRAMEWORK) | {"measurement": tables}
    assert parse(document).scales[0].measurement.basis == "observed"


def test_reliability_is_the_lower_of_alpha_and_retest(set_version, questionnaire, capsys):
    crowd(set_version, questionnaire, 120)

    call_command("estimate_measurement")

    printed = capsys.readouterr().out
    comments = re.findall(r"alpha ([\d.]+) from 120 people; test-retest ([\d.]+), 120 ", printed)
    tables = tomllib.loads(printed)["measurement"].values()
    assert len(comments) == 3
    for found, table in zip(comments, tables, strict=True):
        assert table["reliability"] == pytest.approx(min(map(float, found)), abs=0.011)


def test_retest_too_long_after_is_left_out(set_version, questionnaire, capsys):
    crowd(set_version, questionnaire, 100)

    call_command("estimate_measurement", within_days=7)

    assert "test-retest too few to say, 0 within 7 days" in capsys.readouterr().out


def test_people_who_all_answer_alike_measure_nothing(set_version, questionnaire):
    crowd(set_version, questionnaire, 100)
    alike = {item.key: 2 for item in questionnaire.items}
    Assessment.objects.update(responses=alike)

    with pytest.raises(CommandError, match="soft-skills: alpha needs people who differ"):
        call_command("estimate_measurement")


def test_unknown_questionnaire_is_named():
    with pytest.raises(CommandError, match="No questionnaire 'other' is published"):
        call_command("estimate_measurement", questionnaire="other")


def test_consent_goes_with_its_person():
    person = make_user()
    agree(person)

    person.delete()

    assert not MeasurementConsent.objects.exists()
