"""A newer version of the questionnaire: what it does to drafts, retakes and comparisons."""

from datetime import timedelta

import pytest

from assessments import services
from assessments.models import Assessment, QuestionnaireVersion
from assessments.selectors import Holder, find_check_in, get_comparison
from tests.assessments.taking import address, code_in, text
from tests.factories import NOW, make_assessment, make_responses
from tests.scoring.questionnaires import SET_FRAMEWORK, read_file
from tests.scoring.version_2 import SAME, version_2


@pytest.fixture
def second(set_version) -> QuestionnaireVersion:
    """Published after whatever the test made before it."""
    document = version_2(read_file(SET_FRAMEWORK))
    version, _ = services.publish_questionnaire(document=document, at=NOW)
    return version


@pytest.fixture
def earlier(ada, set_version):
    return make_assessment(ada, make_responses(set_version, 2), at=NOW - timedelta(days=90))


def test_draft_finishes_in_the_version_it_began_with(ada, ada_client, set_version, request):
    draft = make_assessment(ada, {"tech-debt-empathy": 2}, completed=False)
    request.getfixturevalue("second")

    assert ada_client.get(address(draft, "question", "tech-debt-empathy")).status_code == 200
    assert ada_client.get(address(draft, "question", "listening")).status_code == 404
    services.complete_assessment(holder=Holder(person=ada), code=draft.code, at=NOW)

    draft.refresh_from_db()
    assert draft.version == set_version
    assert "listening" not in draft.responses
    assert ada_client.get(address(draft, "result")).status_code == 200


def test_next_assessment_uses_the_newer_version(ada_client, earlier, second):
    response = ada_client.post("/assessments/start/", {"level": "", "path": ""})

    assert Assessment.objects.get(code=code_in(response.url)).version == second


def test_check_in_confirms_only_what_stayed_the_same(ada, earlier, second):
    draft = make_assessment(ada, completed=False)

    found = find_check_in(draft)

    assert found.questionnaire.version == 2
    assert sorted(found.then) == sorted(SAME)
    for item in ("tough-feedback", "saying-no-with-care", "listening", "negotiating-work"):
        with pytest.raises(services.NothingToConfirm):
            services.save_check_in(person=ada, code=draft.code, answers={}, same=[item])
    services.save_check_in(person=ada, code=draft.code, answers={}, same=SAME)
    draft.refresh_from_db()
    assert draft.carried_over == sorted(SAME)


def test_check_in_asks_reworded_and_new_questions_in_their_words(ada, ada_client, earlier, second):
    draft = make_assessment(ada, completed=False)
    asked = {item.key for item in find_check_in(draft).asked}

    page = text(ada_client.get(address(draft, "check_in") + "?part=soft-skills"))

    for key, words in {
        "tough-feedback": "Do you tell people what is hard to hear, and stay on their side?",
        "listening": "Listening",
    }.items():
        assert (words in page) is (key not in asked)


def test_comparison_rests_on_the_items_that_compare(ada, earlier, second):
    latest = make_assessment(ada, make_responses(second, 3), at=NOW)

    comparison = get_comparison(ada, earlier.code, latest.code)

    soft, experience, technical = comparison.scales
    # 11 items now: 5 the same, 2 reworded, 1 rescaled with a map: 8 of 11 are enough.
    assert (soft.items_compared, soft.band) == (8, "clear")
    # Only 3 of 8 compare, and 5 of 7.
    assert (experience.items_compared, experience.band) == (3, "not-comparable")
    assert (technical.items_compared, technical.band) == (5, "clear")
    assert comparison.items_compared == 16


def test_look_back_is_in_the_words_of_its_own_version(ada, ada_client, earlier, second):
    make_assessment(ada, make_responses(second, 3), at=NOW)

    response = ada_client.get(address(earlier, "look_back"))

    assert "seen-tech-debt-empathy" in response.context["form"].fields
    assert "seen-listening" not in response.context["form"].fields


def test_result_after_a_new_version_stands_on_its_own(ada, ada_client, earlier, second):
    latest = make_assessment(ada, make_responses(second, 3), at=NOW)

    page = text(ada_client.get(address(latest, "result")))

    assert "Listening" in page
    assert (
        address(earlier, "look_back") in ada_client.get(address(latest, "result")).content.decode()
    )
