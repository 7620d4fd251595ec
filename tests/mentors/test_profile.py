"""The page of one's own profile."""

import pytest
import time_machine

from mentors.models.profiles import MentorProfile
from tests.assessments.taking import tags, text, title
from tests.factories import NOW, make_assessment, make_mentor, make_responses

ADDRESS = "/mentors/profile/"
MANAGER = "/mentors/profile/manager/"
WHOLE = {
    "name": "Ada",
    "headline": "Analytical engines",
    "level": "staff",
    "role": "Engineer",
    "background": ["qa"],
    "own_tags": "Physics PhD, Career changer, , physics phd",
    "background_preference": "same",
    "goal-say-no": "1",
    "goal-tech-debt": "3",
    "offers": ["tough-feedback"],
    "wants": ["data-systems", "team-trust"],
    "hidden": ["team-trust"],
    "languages": ["en", "de"],
    "time_zone": "Europe/Berlin",
    "hours": ["mon-18", "tue-9"],
    "async_ok": "on",
    "cadence": "weekly",
    "agenda": "open",
    "is_listed": "on",
    "is_adult": "on",
    "capacity": "2",
    "is_open": "on",
    "paused_until": "2027-01-31",
}


def without(*names, **changed):
    return {name: value for name, value in (WHOLE | changed).items() if name not in names}


def ticked(response, name):
    boxes = tags(response, "input", type="checkbox", name=name)
    return [box["value"] for box in boxes if "checked" in box]


@pytest.fixture
def own(ada):
    def read():
        return MentorProfile.objects.get(person=ada)

    return read


def test_everything_is_saved_and_shown_again(ada_client, own):
    response = ada_client.post(ADDRESS, WHOLE)

    assert (response.status_code, response.url) == (302, ADDRESS)
    saved = own()
    assert saved.background == ["qa", "Physics PhD", "career-changer"]
    assert saved.goals == [
        {"goal": "tech-debt", "priority": 3},
        {"goal": "say-no", "priority": 1},
    ]
    assert (saved.offers, saved.wants) == (["tough-feedback"], ["data-systems", "team-trust"])
    assert saved.hours == ["mon-18", "tue-9"]
    assert (saved.capacity, str(saved.paused_until)) == (2, "2027-01-31")
    assert (saved.is_listed, saved.is_open, saved.async_ok) == (True, True, True)

    page = ada_client.get(ADDRESS)
    assert ticked(page, "wants") == ["team-trust", "data-systems"]
    assert ticked(page, "hours") == ["tue-9", "mon-18"]
    assert tags(page, "input", name="own_tags")[0]["value"] == "Physics PhD"


def test_preview_shows_nothing_that_is_hidden(ada_client):
    ada_client.post(ADDRESS, WHOLE)

    card = text(ada_client.get(ADDRESS)).partition("As others see it:")[2]

    assert "Giving tough feedback" in card
    assert "Understanding how databases behave" in card
    assert "Being trusted" not in card


def test_result_suggests_and_ticks_nothing(ada_client, ada, set_version):
    make_assessment(ada, make_responses(set_version, 0, tough_feedback=4), level="staff")

    response = ada_client.get(ADDRESS)

    assert "Giving tough feedback A strength in your latest result" in text(response)
    assert "Saying no with care A focus area of your latest result" in text(response)
    assert [ticked(response, name) for name in ("offers", "wants", "hidden")] == [[], [], []]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (without("is_adult"), "Only people of 18 or older can be found."),
        (without("name"), "This field is required."),
        (without("languages"), "Choose at least one language."),
        (without(capacity="21"), "less than or equal to 20"),
        (without(headline="x" * 161), "at most 160 characters"),
        (without(own_tags="x" * 41), "to 40 characters"),
        (without(own_tags=",".join(map(str, range(21)))), "Keep to 20 in all."),
        (without(hours=["mon-24"]), "mon-24"),
        (without(time_zone="Europe/Atlantis"), "Europe/Atlantis"),
        (without(paused_until="soon"), "Enter a day as year, month and day: 2026-03-31."),
        (without(**{"goal-say-no": "7"}), "7 is not one of the available choices."),
    ],
)
def test_mistake_is_named_and_nothing_typed_is_lost(ada_client, sent, message):
    response = ada_client.post(ADDRESS, sent)

    assert response.status_code == 200
    assert title(response).startswith("Error: ")
    assert message in text(response)
    assert ticked(response, "offers") == ["tough-feedback"]
    assert not MentorProfile.objects.exists()


def test_who_has_no_confirmed_address_is_led_to_the_mail(ada_client, ada):
    ada.emailaddress_set.update(verified=False)

    refused = ada_client.post(ADDRESS, WHOLE)
    saved = ada_client.post(ADDRESS, without("is_listed"))

    assert "Confirm your e-mail address first." in text(refused)
    assert tags(refused, "a", href="/accounts/email/")
    assert saved.status_code == 302


def test_places_that_are_taken_stay(ada_client, ada, own):
    profile = make_mentor(ada, capacity=2)
    MentorProfile.objects.filter(pk=profile.pk).update(active=2)

    response = ada_client.post(ADDRESS, without(capacity="1"))

    assert "2 of your places are taken." in text(response)
    assert own().capacity == 2


def test_manager_is_kept_without_telling_whether_there_is_an_account(ada_client, own, grace):
    known = ada_client.post(MANAGER, {"manager": "Grace@Example.org"}, follow=True)
    assert own().manager_email == "grace@example.org"
    unknown = ada_client.post(MANAGER, {"manager": "nobody@example.org"}, follow=True)
    assert own().manager_email == "nobody@example.org"

    assert text(known).replace("grace@", "nobody@") == text(unknown)
    ada_client.post(MANAGER, {"manager": ""})
    assert own().manager_email == ""


def test_profile_form_leaves_the_manager_alone(ada_client, own):
    ada_client.post(MANAGER, {"manager": "boss@example.org"})
    ada_client.post(ADDRESS, WHOLE)

    assert own().manager_email == "boss@example.org"


def test_wrong_address_of_a_manager_is_an_error(ada_client):
    response = ada_client.post(MANAGER, {"manager": "boss"})

    assert title(response).startswith("Error: ")
    assert "Enter an e-mail address such as ada@example.org." in text(response)
    assert not MentorProfile.objects.exists()


def test_new_profile_begins_with_what_is_known(ada_client, ada):
    make_assessment(ada)
    with time_machine.travel(NOW):
        ada_client.post("/account/direction/", {"level": "staff", "aims_at": "", "path": ""})

    response = ada_client.get(ADDRESS)

    assert tags(response, "input", name="name")[0]["value"] == "Ada"
    assert tags(response, "option", value="staff", selected="")
