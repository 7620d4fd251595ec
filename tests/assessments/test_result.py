"""The result page: what it says of fixed answers, counted by hand, and of random ones."""

import html
import random
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from assessments.models.taking import Note
from assessments.scoring.questionnaire import NO_OPPORTUNITY
from assessments.scoring.score import aim, mean_target, score
from assessments.selectors.questionnaires import read_questionnaire
from assessments.services.questionnaires import publish_questionnaire
from tests.factories import NOW, make_assessment, make_responses
from tests.scoring.questionnaires import GRID, read_file

pytestmark = pytest.mark.django_db

# Means 21/9, 16/7 and 20/7; a yes to 4, 2 and 4; targets of Senior Staff met: 4, 4 and 4.
ANSWERS = {
    "tech-debt-empathy": 3,
    "negotiating-engineering-work": 1,
    "writing-with-confidence": 3,
    "saying-no-with-care": 2,
    "prioritising-without-authority": 1,
    "tough-feedback": 2,
    "self-directed-learning": 4,
    "team-trust": 3,
    "coaching-both-ways": 2,
    "decision-to-business-value": 1,
    "breadth-and-depth": 3,
    "knowing-the-experts": 2,
    "community-participation": 2,
    "spotting-bottlenecks": 2,
    "using-support-network": 2,
    "deepening-expertise": 4,
    "language-fundamentals": 4,
    "language-transfer": 3,
    "data-modelling": 3,
    "data-systems": 2,
    "cloud-foundations": 2,
    "architecture-patterns": 2,
    "staying-current": 4,
}


def address(assessment, **query):
    return reverse("assessments:result", args=[assessment.code], query=query)


def show(client, assessment, **query):
    response = client.get(address(assessment, **query))
    assert response.status_code == 200
    return response.content.decode()


def text(markup):
    """What a person reads: no tags, single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def values(page, name):
    return re.findall(rf'\bdata-{name}="([^"]*)"', page)


def summary(page):
    return text(re.search(r"<div data-summary>(.*?)</div>", page, re.S)[1]).replace(" .", ".")


def card(page, key):
    return text(re.search(rf'<li class="card[^>]*data-key="{key}".*?</li>', page, re.S)[0])


def focus(page, key):
    return text(re.search(rf'<article [^>]*data-focus="{key}".*?</article>', page, re.S)[0])


# The sentence


def test_result_with_a_level_counts_its_targets(ada, ada_client):
    page = show(ada_client, make_assessment(ada, ANSWERS, level="senior-staff"))

    assert summary(page) == (
        "You meet 12 of 23 targets for Senior Staff. "
        "Biggest gaps: negotiating engineering work; aligning priorities without authority; "
        "linking technology to business value."
    )


def test_result_without_a_level_counts_yes(ada, ada_client):
    page = show(ada_client, make_assessment(ada, ANSWERS))

    assert summary(page).startswith("You answered yes to 10 of 23 questions.")


def test_result_with_one_gap_speaks_of_one(ada, ada_client, set_version):
    answers = make_responses(set_version, 3, cloud_foundations=2)

    page = show(ada_client, make_assessment(ada, answers))

    assert (
        summary(page)
        == "You answered yes to 22 of 23 questions. Biggest gap: working with cloud concepts."
    )


def test_result_with_two_gaps_speaks_of_two(ada, ada_client, set_version):
    answers = make_responses(set_version, 3, cloud_foundations=2, team_trust=2)

    page = show(ada_client, make_assessment(ada, answers))

    assert summary(page).endswith(
        "Biggest gaps: being trusted to take things forward; working with cloud concepts."
    )


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        (1, "1 of 23 questions is left out: skipped, or no opportunity so far."),
        (2, "2 of 23 questions are left out: skipped, or no opportunity so far."),
    ],
)
def test_result_says_how_many_answers_are_missing(ada, ada_client, missing, sentence):
    gaps = dict.fromkeys(["team-trust", "cloud-foundations"][:missing])

    page = show(ada_client, make_assessment(ada, ANSWERS | gaps))

    assert sentence in text(page)


def test_result_of_complete_answers_leaves_nothing_out(ada, ada_client):
    page = show(ada_client, make_assessment(ada, ANSWERS))

    assert "left out" not in page


# Scores


def test_result_shows_every_scale_in_short(ada, ada_client):
    page = show(ada_client, make_assessment(ada, ANSWERS, level="senior-staff"))

    assert card(page, "soft-skills") == "Soft skills 2.3 of 4 4 of 9 targets met"
    assert card(page, "experience") == "Experience 2.3 of 4 4 of 7 targets met"
    assert card(page, "technical") == "Technical skills 2.9 of 4 4 of 7 targets met"


def test_result_without_a_level_says_nothing_of_targets(ada, ada_client):
    page = show(ada_client, make_assessment(ada, ANSWERS))

    assert card(page, "soft-skills") == "Soft skills 2.3 of 4 yes to 4 of 9"
    assert "illustrative" not in page


def test_result_under_70_percent_gives_counts_but_no_mean(ada, ada_client):
    gaps = dict.fromkeys(
        ["breadth-and-depth", "knowing-the-experts", "community-participation"], NO_OPPORTUNITY
    )

    page = show(ada_client, make_assessment(ada, ANSWERS | gaps))

    assert card(page, "experience") == "Experience Not enough answers yet 4 of 7 answered"


def test_result_of_a_scale_without_any_answer(ada, ada_client, questionnaire):
    gaps = {item.key: None for item in questionnaire.scale("technical").items}

    page = show(ada_client, make_assessment(ada, ANSWERS | gaps), scale="technical")

    assert card(page, "technical") == "Technical skills Not enough answers yet 0 of 7 answered"
    assert "No answers here yet." in text(page)
    assert values(page, "now") == [""] * 7


def test_result_quotes_the_verdict_when_a_scale_is_all_yes(ada, ada_client, questionnaire):
    soft = questionnaire.scale("soft-skills")
    all_yes = dict.fromkeys((item.key for item in soft.items), 3)

    page = show(ada_client, make_assessment(ada, ANSWERS | all_yes))
    almost = show(ada_client, make_assessment(ada, ANSWERS | all_yes | {"team-trust": 2}))

    assert soft.all_yes_verdict in text(page)
    assert soft.all_yes_verdict not in text(almost)


# One scale in full


def test_result_opens_the_first_scale_and_any_that_is_asked_for(ada, ada_client, questionnaire):
    assessment = make_assessment(ada, ANSWERS)

    first = show(ada_client, assessment)
    other = show(ada_client, assessment, scale="technical")

    assert values(first, "item") == [i.key for i in questionnaire.scale("soft-skills").items]
    assert values(other, "item") == [i.key for i in questionnaire.scale("technical").items]
    current = re.search(r'id="scale-[^>]*aria-current="true"\s*>(.*?)</a>', other, re.S)[1]
    assert text(current) == "Technical skills"


def test_result_table_has_numbers_and_words(ada, ada_client):
    assessment = make_assessment(ada, ANSWERS, level="staff")
    page = show(ada_client, assessment, scale="experience")

    assert values(page, "now") == ["1", "3", "2", "2", "2", "2", "4"]
    assert values(page, "aim") == ["2", "2", "2", "1", "2", "2", "3"]
    page = show(ada_client, assessment, print=1)
    assert "Linking technology to business value I know the words; aim: I know the basics" in text(
        page
    )
    assert "Knowing the experts I can reach someone " in text(page)


def test_result_table_names_what_is_no_number(ada, ada_client):
    gaps = {"team-trust": None, "tough-feedback": NO_OPPORTUNITY}

    page = show(ada_client, make_assessment(ada, ANSWERS | gaps))

    assert "Being trusted to take things forward No answer; aim: Reliably" in text(page)
    assert "Giving tough feedback No opportunity so far; aim: Reliably" in text(page)


def test_result_shows_own_notes_on_screen_but_not_in_print(ada, ada_client):
    assessment = make_assessment(ada, ANSWERS)
    Note.objects.create(assessment=assessment, item="team-trust", text="Led <the> move.")

    assert "Led &lt;the&gt; move." in show(ada_client, assessment)
    assert (
        "screen-only"
        in re.search(
            r"<details[^>]*>(?=<summary>Your note)", show(ada_client, assessment, print=1)
        )[0]
    )


# What to do


def test_result_shows_three_strengths_by_value(ada, ada_client):
    page = show(ada_client, make_assessment(ada, ANSWERS, level="senior-staff"))

    assert values(page, "strength") == [
        "self-directed-learning",
        "deepening-expertise",
        "language-fundamentals",
    ]
    assert "Working out the unfamiliar Reliably and I help others" in text(page)


def test_result_shows_three_focus_areas_with_their_badges(ada, ada_client):
    page = show(ada_client, make_assessment(ada, ANSWERS, level="senior-staff"))

    areas = [
        "negotiating-engineering-work",
        "prioritising-without-authority",
        "decision-to-business-value",
    ]
    assert values(page, "focus") == areas
    assert [focus(page, key)[:2] for key in areas] == ["1 ", "2 ", "3 "]


def test_result_focus_area_says_now_aim_why_and_the_least_effort_first(ada, ada_client):
    page = show(ada_client, make_assessment(ada, ANSWERS, level="senior-staff"))

    area = focus(page, "negotiating-engineering-work")
    assert "Now With support Aim Reliably" in area
    assert "Work that only engineers understand gets funded" in area
    assert "30 minutes Add to plan : Ask " in area
    assert area.index("30 minutes") < area.index("2 more") < area.index("1 hour")
    assert values(page, "action")[:3] == ["ask-goals", "one-page-trade", "standing-share"]


def test_result_gives_a_reason_only_for_the_lean_on_itself(ada, ada_client, questionnaire):
    page = show(ada_client, make_assessment(ada, ANSWERS, level="senior-staff"))

    how = questionnaire.item("decision-to-business-value").lean_on.how
    assert values(page, "balance") == ["writing-with-confidence"] * 3
    assert f"Lean on Writing with confidence. {how}" in focus(page, "decision-to-business-value")
    other = focus(page, "negotiating-engineering-work")
    assert "Lean on Writing with confidence. Add to plan" in other


def test_result_without_strengths_has_nothing_to_lean_on(ada, ada_client, set_version):
    page = show(ada_client, make_assessment(ada, make_responses(set_version, 1)))

    assert values(page, "strength") == []
    assert values(page, "balance") == []
    assert "There is none so far" in text(page)
    assert "lean on" not in focus(page, "tech-debt-empathy").lower()


def test_result_lists_missing_chances_with_the_smallest_step(ada, ada_client):
    assessment = make_assessment(
        ada,
        ANSWERS | {"tough-feedback": NO_OPPORTUNITY},
        can_gain=["knowing-the-experts"],
    )

    page = show(ada_client, assessment)

    assert values(page, "chance") == ["tough-feedback", "knowing-the-experts"]
    chances = text(page).partition("Where a chance is waiting")[2]
    assert "Giving tough feedback No opportunity so far. Prepare" in chances
    assert "15 minutes" in chances
    assert "Knowing the experts You know where you could gain this. Send one of" in chances


def test_result_without_missing_chances_leaves_the_section_out(ada, ada_client):
    assert "Where a chance is waiting" not in show(ada_client, make_assessment(ada, ANSWERS))


def test_result_with_all_targets_met_offers_the_next_level(ada, ada_client, set_version):
    page = show(ada_client, make_assessment(ada, make_responses(set_version, 4), level="staff"))

    assert summary(page) == (
        "You meet 23 of 23 targets for Staff. Every answer you gave reaches its target."
    )
    assert values(page, "focus") == []
    assert 'href="?level=senior-staff&amp;path=technologist"' in page


def test_result_at_the_top_offers_to_help_someone(ada, ada_client, set_version):
    assessment = make_assessment(ada, make_responses(set_version, 4), level="distinguished")

    page = text(show(ada_client, assessment))

    assert "the highest level. Help someone else with one of your strengths." in page


def test_result_with_every_answer_yes_offers_a_level(ada, ada_client, set_version):
    page = show(ada_client, make_assessment(ada, make_responses(set_version, 3)))

    assert summary(page) == (
        "You answered yes to 23 of 23 questions. Every answer you gave is a yes."
    )
    assert "Compare with a level to see what it expects" in text(page)


def test_result_calls_the_first_one_a_starting_point(ada, ada_client):
    first = make_assessment(ada, ANSWERS)
    second = make_assessment(ada, ANSWERS, at=NOW + timedelta(days=90))

    assert "This is your starting point." in text(show(ada_client, first))
    assert "This is your starting point." not in text(show(ada_client, second))


def test_result_ends_with_calm_words(ada, ada_client, questionnaire):
    page = text(show(ada_client, make_assessment(ada, ANSWERS)))

    assert questionnaire.disclaimer in page


# Since the time before


def test_result_says_of_each_scale_what_changed_and_how_sure_that_is(ada, ada_client, set_version):
    make_assessment(ada, make_responses(set_version, 2), at=NOW - timedelta(days=98))
    risen = {"team_trust": 4, "tough_feedback": 4, "writing_with_confidence": 3}
    newest = make_assessment(ada, make_responses(set_version, 2, **risen, data_systems=1))

    page = show(ada_client, newest)

    assert "3 up, none lower" in card(page, "soft-skills")
    assert "No change" in card(page, "experience")
    assert "1 lower, none up" in card(page, "technical")
    said = text(page)
    assert "3 answers up since August, 1 lower. How we judge change" in said
    assert "Soft skills: 3 answers up, none lower; likely change" in said
    assert "Technical skills: 1 answer lower, none up; within chance" in said
    assert values(page, "band") == ["likely", "noise", "noise"]
    assert "with an assumed measurement error" in text(page)


def test_result_draws_last_time_beside_now(ada, ada_client, set_version):
    make_assessment(ada, make_responses(set_version, 1, team_trust=None), at=NOW - timedelta(98))
    newest = make_assessment(ada, make_responses(set_version, 2))

    page = show(ada_client, newest)

    assert values(page, "before") == ["1"] * 7 + ["", "1"]
    assert page.count('class="plot-before"') == 8
    assert '<g class="radar-series" data-series="before">' in page
    assert "Now August Yes starts here" in text(page)


def test_result_compares_with_the_latest_before_it_of_its_questionnaire(
    ada, ada_client, set_version
):
    version, _ = publish_questionnaire(document=read_file(GRID), at=NOW)
    make_assessment(ada, make_responses(set_version, 0), at=NOW - timedelta(days=200))
    make_assessment(ada, make_responses(set_version, 1), at=NOW - timedelta(days=98))
    make_assessment(ada, {"design": 2}, version=version, at=NOW - timedelta(days=50))
    shown = make_assessment(ada, make_responses(set_version, 2))
    make_assessment(ada, make_responses(set_version, 4), at=NOW + timedelta(days=90))

    page = show(ada_client, shown)

    assert values(page, "before") == ["1"] * 9


def test_first_result_says_nothing_of_a_time_before(ada, ada_client):
    page = show(ada_client, make_assessment(ada, ANSWERS))

    assert "data-change" not in page
    assert "Last time" not in page
    assert "measurement error" not in page


# Comparing


def test_result_compares_with_another_level(ada, ada_client):
    assessment = make_assessment(ada, ANSWERS, level="senior-staff")

    associate = show(ada_client, assessment, level="associate")
    none = show(ada_client, assessment, level="")

    assert summary(associate).startswith("You meet 23 of 23 targets for Associate.")
    assert summary(none).startswith("You answered yes to 10 of 23 questions.")
    assert "You compare with Associate for now." in text(associate)
    assert "You compare with no level: a yes is what counts." in text(none)


def test_result_compares_with_another_path(ada, ada_client):
    assessment = make_assessment(ada, ANSWERS, level="senior-staff")

    page = show(ada_client, assessment, path="people-manager", scale="technical")

    assert summary(page).startswith("You meet 15 of 23 targets for Senior Staff.")
    assert values(page, "aim") == ["2"] * 7


def test_result_keeps_the_comparison_in_its_links(ada, ada_client):
    page = show(ada_client, make_assessment(ada, ANSWERS), level="staff", path="people-manager")

    kept = "level=staff&amp;path=people-manager"
    assert f'href="?scale=experience&amp;{kept}#scores"' in page
    assert f'href="?print=1&amp;{kept}"' in page


@pytest.mark.parametrize("query", [{"level": "king"}, {"path": "east"}, {"scale": "looks"}])
def test_result_compared_with_something_unknown_is_404(ada, ada_client, query):
    response = ada_client.get(address(make_assessment(ada, ANSWERS), **query))

    assert response.status_code == 404
    assert "You answered" not in response.content.decode()


def test_result_in_print_has_every_scale(ada, ada_client):
    page = show(ada_client, make_assessment(ada, ANSWERS), print=1)

    assert values(page, "key") == ["soft-skills", "experience", "technical"]
    assert values(page, "item") == list(ANSWERS)
    assert page.count('class="radar"') == 3
    assert "<form" not in page


def test_result_writes_decimals_as_the_language_does(ada, ada_client):
    assessment = make_assessment(ada, ANSWERS)

    with translation.override("de"):
        page = show(ada_client, assessment)
        ada_client.cookies["django_language"] = "de"

    assert values(page, "mean") == ["2.3", "2.3", "2.9"]
    assert re.findall(r'class="radar-line[^>]* d="[^"]*,', page) == []


# Who may see it, and when


def test_latest_result_leads_to_the_newest_completed_one(ada, ada_client):
    make_assessment(ada, ANSWERS)
    newest = make_assessment(ada, ANSWERS, at=NOW + timedelta(days=90))
    make_assessment(ada, ANSWERS, completed=False, at=NOW + timedelta(days=91))

    response = ada_client.get(reverse("assessments:latest_result"))

    assert (response.status_code, response.url) == (302, address(newest))


def test_latest_result_without_one_leads_to_the_start(ada_client):
    response = ada_client.get(reverse("assessments:latest_result"))

    assert (response.status_code, response.url) == (302, reverse("assessments:start"))


def test_result_of_somebody_anonymous_asks_to_log_in(ada, client):
    there = address(make_assessment(ada, ANSWERS))
    not_there = there.replace(there.split("/")[2], "00000000-0000-4000-8000-000000000000")

    for wanted in (there, not_there, reverse("assessments:latest_result")):
        response = client.get(wanted)
        assert (response.status_code, response.url) == (302, f"/accounts/login/?next={wanted}")


def test_result_of_somebody_else_is_not_found(ada, mallory_client):
    assessment = make_assessment(ada, ANSWERS)

    response = mallory_client.get(address(assessment))

    assert response.status_code == 404
    assert "negotiation" not in response.content.decode()


def test_result_accepts_no_post(ada, ada_client):
    response = ada_client.post(address(make_assessment(ada, ANSWERS)))

    assert response.status_code == 405


def test_result_of_a_draft_says_how_far_it_is(ada, ada_client):
    nine = dict(list(ANSWERS.items())[:9])
    draft = make_assessment(ada, nine, completed=False)

    page = show(ada_client, draft)

    assert (
        "You have answered 9 of 23 questions. Finish the rest to see what to work on next."
        " It takes about 6 minutes." in text(page)
    )
    assert "Soft skills Completed Change" in text(page)
    assert "Experience Not started Technical skills Not started Continue with Experience" in text(
        page
    )
    question = reverse("assessments:question", args=[draft.code, "decision-to-business-value"])
    assert f'href="{question}"' in page


def test_result_of_a_draft_in_the_middle_of_a_scale(ada, ada_client):
    draft = make_assessment(ada, {"tech-debt-empathy": 2, "team-trust": None}, completed=False)

    page = text(show(ada_client, draft))

    assert "You have answered 1 of 23 questions." in page
    assert "Soft skills 1 of 9 answered" in page
    assert "Continue with Soft skills" in page


def test_result_of_a_draft_without_open_questions_leads_to_the_check(ada, ada_client):
    draft = make_assessment(ada, ANSWERS, completed=False)

    page = show(ada_client, draft)

    assert "Check your answers to see what to work on next." in text(page)
    assert f'class="button" href="{reverse("assessments:check", args=[draft.code])}"' in page


# The same numbers as the pure function


@pytest.mark.parametrize("seed", range(12))
def test_result_shows_the_numbers_of_the_pure_function(ada, ada_client, questionnaire, seed):
    chance = random.Random(seed)
    answers = [*range(5), *range(5), None, NO_OPPORTUNITY]
    responses = {item.key: chance.choice(answers) for item in questionnaire.items}
    level = chance.choice([None, *(level.key for level in questionnaire.levels)])
    path = chance.choice(questionnaire.paths).key
    assessment = make_assessment(ada, {**responses, "team-trust": 1})

    page = show(ada_client, assessment, level=level or "", path=path, print=1)

    expect_same_numbers(page, questionnaire, assessment.responses, level, path)


def expect_same_numbers(page, questionnaire, responses, level, path):
    profile = score(questionnaire, responses, level, path)
    scales = profile.scales
    assert values(page, "mean") == [str(s.mean) if s.mean is not None else "" for s in scales]
    assert values(page, "yes") == [str(scale.yes) for scale in scales]
    assert values(page, "answered") == [str(scale.answered) for scale in scales]
    assert values(page, "met") == [str(s.on_target) for s in scales if level is not None]
    assert values(page, "strength") == list(profile.strengths[:3])
    assert values(page, "focus") == [area.item for area in profile.focus[:3]]
    assert values(page, "balance") == [area.balance for area in profile.focus[:3] if area.balance]
    assert values(page, "action") == [key for area in profile.focus[:3] for key in area.convert]
    items = questionnaire.items
    numbers = [responses.get(item.key) for item in items]
    assert values(page, "now") == [str(n) if type(n) is int else "" for n in numbers]
    assert values(page, "aim") == [str(aim(questionnaire, i.key, level, path)) for i in items]
    if level is not None:
        means = re.findall(r"on average (\d\.\d)", page)
        assert means == [f"{mean_target(questionnaire, s.key, level, path)}" for s in scales]


def test_result_of_a_questionnaire_of_another_shape(ada, ada_client):
    version, _ = publish_questionnaire(document=read_file(GRID), at=NOW)
    grid = read_questionnaire(version)
    responses = {"design": 2, "delivery": 2, "testing": 4, "reach": NO_OPPORTUNITY, "scope": 0}
    assessment = make_assessment(ada, responses, version=version, level="third")

    page = show(ada_client, assessment)
    printed = show(ada_client, assessment, print=1)

    assert summary(page) == (
        "You meet 2 of 5 targets for Level 3. Biggest gaps: seeing the whole; designing."
    )
    expect_same_numbers(printed, grid, responses, "third", "single-track")
    assert "Lean on Testing. Tests show what a design must carry." in focus(page, "design")
    assert page.count('class="radar"') == 1
    assert printed.count('class="radar"') == 1  # two axes make no shape
    assert 'name="path"' not in page
    assert "Reaching people No opportunity so far." in text(page)


# Cost


def test_result_costs_the_same_queries_after_years(ada, ada_client, django_assert_num_queries):
    newest = make_assessment(ada, ANSWERS, at=NOW + timedelta(days=4000))
    show(ada_client, newest)  # reads the questionnaire, once a process

    for months in (0, 30):
        for month in range(months):
            make_assessment(ada, ANSWERS, at=NOW + timedelta(days=30 * month))
        with django_assert_num_queries(9):
            # session, person, the assessment, an earlier one?, notes, goals, directions,
            # what the navigation counts, who offers help
            show(ada_client, newest)


def test_result_page_is_small(ada, ada_client):
    page = show(ada_client, make_assessment(ada, ANSWERS, level="senior-staff"))

    assert len(page) < 40_000
