"""The page about known barriers, and how to report more."""


def test_accessibility_tells_its_limits(client, text_of):
    words = text_of(client.get("/accessibility/"))

    assert "Nobody has tested the site with a screen reader yet." in words
    assert "We have not tried it in Firefox or Safari." in words


def test_accessibility_reports_go_to_the_operator(client, settings):
    settings.OPERATOR_EMAIL = "help@example.org"

    assert 'href="mailto:help@example.org"' in client.get("/accessibility/").content.decode()


def test_accessibility_reports_go_to_the_project_without_an_operator(client, settings):
    settings.SOURCE_URL = "https://code.example.org/set"

    page = client.get("/accessibility/").content.decode()
    assert '<a href="https://code.example.org/set">report it to the project</a>' in page
