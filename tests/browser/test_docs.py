"""The API's docs page: it works under the site's policy, and its requests reach the API."""

ASKED = '{"questionnaire": "set-framework", "version": 1, "responses": {"team-trust": 3}}'


def test_a_request_can_be_tried_on_the_page(page_at):
    page = page_at()
    page.goto("/api/docs/")
    page.locator("#operations-score-score_create .opblock-summary-control").click()
    page.get_by_role("button", name="Try it out").click()
    page.locator("textarea.body-param__text").fill(ASKED)

    with page.expect_response("**/api/v1/score/") as asked:
        page.get_by_role("button", name="Execute").click()

    assert asked.value.status == 200
    assert asked.value.json()["scales"][0]["answered"] == 1
