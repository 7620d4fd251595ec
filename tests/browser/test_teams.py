"""A team over six half-years, with joins and people who go; what everybody in it then sees."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from playwright.sync_api import expect

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.selectors.result import get_result
from assessments.selectors.taking import list_assessments
from assessments.teams.models.answer_weeks import AnswerWeeksReminder
from assessments.teams.models.releases import TrendRelease
from assessments.teams.services import membership
from setframework.accounts.services.data import delete_person
from tests.factories import PASSWORD, make_user
from tests.teams.organisation import contributors, join, make_person, make_team, members, sit
from tests.teams.organisation import release as release_of

DAY = timedelta(days=1)
FOUNDED = datetime(2022, 11, 1, tzinfo=UTC)
CLOSINGS = [datetime(year, month, 1, tzinfo=UTC) for year in (2023, 2024, 2025) for month in (1, 7)]


@pytest.fixture
def team(set_version):
    """Twelve people; Ada is one of them, Margaret manages them."""
    QuestionnaireVersion.objects.filter(pk=set_version.pk).update(published_at=FOUNDED - DAY)
    margaret = make_user("margaret@example.org", name="Margaret", joined_at=FOUNDED - 99 * DAY)
    team = make_team(margaret, at=FOUNDED)
    ada = make_user("ada@example.org", name="Ada", joined_at=FOUNDED - 99 * DAY)
    for person in (ada, *(_colleague(number) for number in range(11))):
        join(team, person, at=FOUNDED)
    return team


def _colleague(number):
    return make_person(f"Colleague {number}", since=FOUNDED - 99 * DAY)


def all_sit(people, closes_at):
    for number, person in enumerate(people):
        sit(person, closes_at - 20 * DAY + number * timedelta(hours=1), value=number % 4)


def exact_means(people, closes_at):
    """Pillar key -> mean of the scores of their latest sittings, as a fraction."""
    scores = {}
    for person in people:
        sat = list_assessments(person).filter(received_at__lt=closes_at)
        for scale in get_result(sat.latest("received_at")).profile.scales:
            scores.setdefault(scale.key, []).append(Fraction(scale.score))
    return {key: sum(each) / len(each) for key, each in scores.items()}


def live_six_half_years(team):
    """Returns the releases, oldest first; each published number is next to the exact mean."""
    releases = []
    for number, closes_at in enumerate(CLOSINGS):
        _let_happen(team, number, closes_at - 60 * DAY)
        # In the fourth only two come again: too few changes for another number.
        people = members(team)
        all_sit(people[:2] if number == 3 else people, closes_at)
        release = release_of(team, closes_at)
        if release.is_published:
            means = exact_means(contributors(release, people), closes_at)
            for key, value in release.values.items():
                assert value % 5 == 0
                assert abs(value - means[key]) < 5 or value in (10, 90)
        releases.append(release)
    return releases


def _let_happen(team, number, at):
    people = members(team)
    if number == 1:
        join(team, _colleague(11), at=at)
    if number == 2:
        membership.leave_team(person=people[-2], code=team.code, at=at)
    if number == 4:
        membership.withdraw_consent(person=people[3], code=team.code, at=at)
    if number == 5:
        delete_person(person=people[4])


@pytest.fixture
def releases(team):
    return live_six_half_years(team)


def test_published_is_decided_from_who_and_when(releases):
    states = [release.status for release in releases]

    assert states == ["published", "published", "published", "held", "published", "published"]
    assert TrendRelease.objects.count() == len(CLOSINGS)


@pytest.mark.parametrize("with_scripts", [True, False])
def test_manager_and_member_read_the_same(page_of, team, releases, with_scripts):
    address = f"/teams/{team.code}/"
    options = {"java_script_enabled": with_scripts}
    ada = page_of(members(team)[0], address, **options)
    margaret = page_of(team.manager, address, **options)

    assert ada.content() == margaret.content()
    rows = ada.locator("table").first.locator("tbody tr")
    expect(rows).to_have_count(len(CLOSINGS))
    newest = releases[-1].values["soft-skills"]
    expect(rows.first).to_contain_text(f"about {newest / 25:.1f}")
    expect(rows.nth(2)).to_contain_text("No average")
    ada.get_by_role("link", name="The whole log").click()
    for release in releases:
        expect(ada.get_by_text(release.hash).first).to_be_visible()


@pytest.mark.parametrize("with_scripts", [True, False])
def test_two_weeks_are_written_down_seen_by_all_and_stopped_by_one(
    page_of, team, releases, axe, with_scripts
):
    own = f"/teams/{team.code}/"
    options = {"java_script_enabled": with_scripts}
    margaret = page_of(team.manager, f"{own}settings/", **options)
    margaret.get_by_label("About 6 weeks").check()
    margaret.get_by_role("button", name="Save the answer weeks").click()
    expect(margaret.get_by_label("About 6 weeks")).to_be_checked()

    ada = page_of(members(team)[0], own, **options)
    expect(ada.get_by_text("agreed on answer weeks")).to_be_visible()
    ada.get_by_role("link", name="Turn this reminder on or off").click()
    ada.get_by_role("button", name="Stop this e-mail").click()
    expect(ada.get_by_text("You stopped this e-mail.")).to_be_visible()
    if with_scripts:
        axe(ada)
    margaret.goto(own)
    ada.goto(own)
    assert ada.content() == margaret.content()
    token = AnswerWeeksReminder.objects.get(person=members(team)[0]).stop_token
    ada.goto(f"/teams/reminders/stop/{token}/")
    expect(ada.get_by_role("heading", level=1)).to_have_text("Reminders are off")


def test_kit_is_printed(page_of, team, releases, axe):
    page = page_of(team.manager, f"/teams/{team.code}/")
    page.get_by_role("link", name="Soft skills", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Soft skills")
    axe(page)
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "dark"), (320, "light")]
)
def test_pages_are_for_everyone(page_of, team, releases, axe, fits, width, scheme):
    own = f"/teams/{team.code}/"
    parts = ("releases/", "roster/", "you/", "focus/", "commitments/", "teaching/")
    kits = ("kits/experience/", "kits/technical/")
    page = page_of(members(team)[0], own, width, scheme)
    for address in ("/teams/", own, *(own + part for part in parts + kits)):
        page.goto(address)
        axe(page)
        fits(page)
    page = page_of(team.manager, f"{own}settings/", width, scheme)
    axe(page)
    fits(page)


def test_words_sent_while_logged_out_come_back(page_of, team, axe, fits):
    """At 320 px, by the real log-in."""
    page = page_of(members(team)[0], f"/teams/{team.code}/teaching/", 320)
    page.get_by_label("I can teach").fill("Reading a query plan")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Put it on the board").click()
    page.get_by_label("E-mail").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Not sent yet")
    axe(page)
    fits(page)
    page.get_by_role("button", name="Send it now").click()

    expect(page.get_by_text("It is on the board.")).to_be_visible()
    expect(page.get_by_text("Ada: Reading a query plan")).to_be_visible()
