"""Addresses that programs ask for: robots, the icon."""


def test_robots_keeps_out_of_accounts_and_the_api(client):
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"].startswith("text/plain")
    rules = response.content.decode().splitlines()
    assert rules[0] == "User-agent: *"
    assert set(rules[1:]) == {
        f"Disallow: /{part}/" for part in ("account", "accounts", "admin", "api")
    }


def test_favicon_at_the_root_leads_to_the_icon(client):
    response = client.get("/favicon.ico")

    assert (response.status_code, response.url) == (302, "/static/icons/favicon.ico")
