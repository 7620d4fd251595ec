"""GET and PUT mentor-profile/"""

import pytest

from mentors.models.profiles import MentorProfile
from tests.factories import NOW, make_mentor

WHOLE = {
    "name": "Ada",
    "headline": "Analytical engines",
    "level": "staff",
    "role": "Engineer",
    "background": ["qa", "Physics PhD"],
    "goals": [{"goal": "write-better", "priority": 1}],
    "offers": ["tough-feedback"],
    "wants": ["data-systems", "team-trust"],
    "hidden": ["team-trust"],
    "languages": ["en", "de"],
    "time_zone": "Europe/Berlin",
    "hours": ["mon-18", "tue-9"],
    "async_ok": True,
    "cadence": "weekly",
    "agenda": "open",
    "background_preference": "different",
    "capacity": 3,
    "open": True,
    "paused_until": "2027-01-31",
    "listed": True,
    "adult": True,
}
DEFAULTS = {
    "name": "",
    "headline": "",
    "level": None,
    "role": "",
    "background": [],
    "goals": [],
    "offers": [],
    "wants": [],
    "hidden": [],
    "languages": ["en"],
    "time_zone": "UTC",
    "hours": [],
    "async_ok": False,
    "cadence": "fortnightly",
    "agenda": "structured",
    "background_preference": "any",
    "capacity": 1,
    "open": True,
    "paused_until": None,
    "listed": False,
    "adult": False,
}


def test_whole_profile_comes_back_as_it_was_sent(as_ada, ada):
    response = as_ada.put("mentor-profile/", WHOLE)

    assert response.status_code == 200
    assert response.json() == WHOLE | {"code": str(ada.code)}
    assert as_ada.get("mentor-profile/").json() == response.json()


def test_without_a_profile_the_defaults_are_shown_and_nothing_is_stored(as_ada, ada):
    assert as_ada.get("mentor-profile/").json() == DEFAULTS | {
        "name": "Ada",
        "code": str(ada.code),
    }
    assert not MentorProfile.objects.exists()


def test_what_is_left_out_takes_its_default(as_ada, ada):
    as_ada.put("mentor-profile/", WHOLE)

    response = as_ada.put("mentor-profile/", {})

    assert response.json() == DEFAULTS | {"code": str(ada.code)}


def test_tags_are_kept_once_and_by_their_keys(as_ada):
    tags = ["Career changer", "QA", "qa", " Own  words "]

    response = as_ada.put("mentor-profile/", {"background": tags})

    assert response.json()["background"] == ["career-changer", "qa", "Own words"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("level", "emperor"),
        ("goals", [{"goal": "unheard-of", "priority": 1}]),
        ("goals", [{"goal": "write-better", "priority": 4}]),
        ("goals", [{"goal": "write-better", "priority": True}]),
        ("goals", [{"goal": "say-no", "priority": 1}, {"goal": "say-no", "priority": 2}]),
        ("offers", ["unheard-of"]),
        ("wants", "tough-feedback"),
        ("hidden", [None]),
        ("languages", ["English"]),
        ("time_zone", "Europe/Atlantis"),
        ("time_zone", ""),
        ("hours", ["mon-24"]),
        ("hours", ["monday-9"]),
        ("async_ok", 1),
        ("cadence", "daily"),
        ("agenda", None),
        ("background_preference", []),
        ("background", ["x" * 41]),
        ("capacity", 21),
        ("capacity", -1),
        ("capacity", "3"),
        ("paused_until", "31.1.2027"),
        ("open", None),
        ("name", "x" * 81),
        ("manager_email", "boss@example.org"),
        ("code", "0e0d5c2e-0000-4000-8000-000000000000"),
    ],
)
def test_mistake_is_named_and_nothing_is_stored(as_ada, name, value):
    response = as_ada.put("mentor-profile/", {name: value})

    assert response.status_code == 400
    assert list(response.json()) == [name]
    assert not MentorProfile.objects.exists()


def test_only_adults_are_listed(as_ada):
    response = as_ada.put("mentor-profile/", WHOLE | {"adult": False})

    assert response.status_code == 400
    assert list(response.json()) == ["adult"]


def test_who_has_not_confirmed_an_address_can_save_but_not_be_listed(as_ada, ada):
    ada.emailaddress_set.update(verified=False)

    refused = as_ada.put("mentor-profile/", WHOLE)
    saved = as_ada.put("mentor-profile/", WHOLE | {"listed": False})

    assert refused.status_code == 403
    assert refused.json()["code"] == "email_not_verified"
    assert saved.status_code == 200


def test_places_that_are_taken_stay(as_ada, ada):
    profile = make_mentor(ada, capacity=2)
    MentorProfile.objects.filter(pk=profile.pk).update(active=2)

    refused = as_ada.put("mentor-profile/", {"capacity": 1})

    assert refused.status_code == 400
    assert list(refused.json()) == ["capacity"]
    assert as_ada.put("mentor-profile/", {"capacity": 2}).status_code == 200


def test_profile_is_not_reached_without_credentials(anyone):
    assert anyone.get("mentor-profile/").status_code == 401
    assert anyone.put("mentor-profile/", WHOLE).status_code == 401


def test_who_is_taken_off_the_list_can_not_list_themselves(as_ada, ada):
    make_mentor(ada, is_listed=False)
    MentorProfile.objects.update(taken_off_at=NOW)

    refused = as_ada.put("mentor-profile/", WHOLE)
    assert refused.status_code == 409
    assert "taken your profile off the list" in refused.json()["detail"]
    assert MentorProfile.objects.get().headline == ""
    assert as_ada.put("mentor-profile/", WHOLE | {"listed": False}).status_code == 200
    assert MentorProfile.objects.get().taken_off_at == NOW
