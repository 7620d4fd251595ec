"""Header, footer and navigation, which every page has."""

import re

import pytest
from django.urls import reverse

PAGES = ["/", "/about/", "/privacy/", "/accessibility/", "/display/"]


@pytest.mark.parametrize("path", PAGES)
def test_page_has_its_frame(client, set_version, path):
    page = client.get(path).content.decode()

    assert '<html lang="en"' in page
    assert '<a class="skip-link" href="#main">' in page
    assert page.count("<main ") == page.count("<h1") == 1
    assert '<meta name="description"' in page
    assert "data-announce" in page.split("</main>")[1]


@pytest.mark.parametrize("path", PAGES)
def test_page_carries_the_strict_policy_and_nothing_inline(client, set_version, path):
    response = client.get(path)

    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    page = response.content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert "onclick" not in page


def test_titles_differ(client, set_version):
    titles = {client.get(path).content.decode().split("title>")[1] for path in PAGES}

    assert len(titles) == len(PAGES)


def test_footer_leads_to_the_texts_and_the_source(client, set_version, settings):
    settings.SOURCE_URL = "https://code.example.org/set"

    footer = client.get("/about/").content.decode().split("<footer")[1]

    for name in ("about", "privacy", "accessibility", "display"):
        assert f'href="{reverse(name)}"' in footer
    assert 'href="https://code.example.org/set"' in footer
    assert '<a href="/about/" aria-current="page">' in footer


def test_visitor_can_log_in_from_the_header(client, set_version):
    header = client.get("/about/").content.decode().split("</header>")[0]

    assert f'href="{reverse("account_login")}"' in header
    assert reverse("assessments:latest_result") not in header


def test_person_reaches_result_and_account_from_the_header(ada_client):
    header = ada_client.get("/about/").content.decode().split("</header>")[0]

    assert f'href="{reverse("assessments:latest_result")}"' in header
    assert f'href="{reverse("accounts:account")}"' in header
    assert reverse("account_login") not in header


def test_home_is_first_in_the_navigation(ada_client):
    nav = ada_client.get("/").content.decode().split("<nav")[1].split("</nav>")[0]

    assert re.findall(r'<a href="([^"]+)"', nav)[0] == "/"
    assert '<a href="/" aria-current="page">Home</a>' in nav


def test_htmx_is_told_to_stay_within_the_policy(client, set_version):
    page = client.get("/about/").content.decode()

    assert '"includeIndicatorStyles":false,"allowEval":false,"historyCacheSize":0' in page
