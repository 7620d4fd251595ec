"""Start-up: what works by itself, and what is refused with the name of the variable to set."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

PRODUCTION = {
    "ALLOWED_HOSTS": "set.example.org",
    "CACHE_URL": "dbcache://cache",
    "DATABASE_URL": "sqlite:////tmp/set.sqlite3",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
    "MFA_KEY": "wFq3uT-9xHcLzR0bVn7YkPdE2sJmGa5o",
    "OPERATOR_EMAIL": "set@example.org",
    "OPERATOR_NAME": "Example",
    "RELEASE_TOKEN_KEY": "QyN8_eWb1tXvK6oZrUf4hCjS0pLgDi7m",
    "SECRET_KEY": "b5e1c09d7f3a48e62d90fb17c3a5e864aa07c2d91f6be358d7e09f12c8ab6340",
}

FORMER = ["TgR4-kVw8Zq1LsY6_fHn3BmXc9JdPo2E", "hU5eK0yA7vQ_iS2wNt8GzC4rMb1F-lDx"]
KEYS = ["SECRET_KEY", "RELEASE_TOKEN_KEY", "MFA_KEY"]
WEAK_KEYS = [
    "a" * 50,
    "0123456789" * 6,
    "changeme-changeme-changeme-changeme",
    "abcdefghijklmnopqrstuvwxyz0123456789",
    "django-insecure-wFq3uT-9xHcLzR0bVn7YkPdE2sJmGa5o",
    "change me wFq3uT-9xHcLzR0bVn7YkPdE2sJmGa5o",
    "p@ssw0rd" * 5,
]
NO_FACTORS = ["0", "-1", "0.09", "10.1", "1000", "nan", "inf"]
TOO_MANY_HOSTS = ["*", "set.example.org,*", "*.example.org", ".", ".org", "https://set.example.org"]
UNSENT_MAIL = ["consolemail://", "filemail://", "memorymail://", "dummymail://", "smtp://"]

SHOWN = """
import json
from setframework import settings
names = [name for name in vars(settings) if name.isupper()]
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
"""


def start(folder, **variables):
    """The settings as a dict, or the last line of what was refused."""
    run = subprocess.run(
        [sys.executable, "-c", SHOWN],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(folder), **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return json.loads(run.stdout) if run.returncode == 0 else run.stderr.splitlines()[-1]


def read(name):
    return (Path(settings.BASE_DIR) / name).read_text()


def example():
    """What .env.example sets without a change."""
    return dict(re.findall(r"^([A-Z_]+)=(.*)$", read(".env.example"), re.M))


def refused(message):
    return f"django.core.exceptions.ImproperlyConfigured: Set {message}"


def test_nothing_needs_to_be_set(tmp_path):
    found = start(tmp_path)

    assert found["PRODUCTION"] is False
    assert found["DEBUG"] is False
    assert found["DATABASES"]["default"]["NAME"] == str(tmp_path / "db.sqlite3")
    assert found["ACCOUNT_EMAIL_VERIFICATION"] == "optional"
    assert found["SESSION_COOKIE_SECURE"] is False


def test_secrets_are_made_once_and_only_for_the_owner(tmp_path):
    first, second = start(tmp_path), start(tmp_path)

    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert first["MFA_KEY"] == second["MFA_KEY"]
    assert len({first["SECRET_KEY"], first["RELEASE_TOKEN_KEY"], first["MFA_KEY"]}) == 3
    assert len(first["SECRET_KEY"]) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_production_is_safe(tmp_path):
    found = start(tmp_path, **PRODUCTION)

    assert found["PRODUCTION"] is True
    assert found["ACCOUNT_EMAIL_VERIFICATION"] == "mandatory"
    assert found["SECURE_SSL_REDIRECT"] is True
    assert found["SESSION_COOKIE_SECURE"] is True
    assert found["CSRF_COOKIE_SECURE"] is True
    assert found["SECURE_HSTS_SECONDS"] == 31536000
    assert found["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is False
    assert "Compressed" in found["STORAGES"]["staticfiles"]["BACKEND"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["CACHE_URL", "DATABASE_URL", "EMAIL_URL", "SECRET_KEY"])
def test_production_names_what_is_missing(tmp_path, name):
    assert start(tmp_path, **PRODUCTION | {name: ""}).startswith(refused(f"{name}: "))


@pytest.mark.parametrize(
    ("variables", "name"),
    [
        ({"PRODUCTION": "false"}, "PRODUCTION"),
        ({"ALLOWED_HOSTS": "", "PRODUCTION": "true"}, "ALLOWED_HOSTS"),
        ({"DEBUG": "true"}, "DEBUG"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"RELEASE_TOKEN_KEY": ""}, "RELEASE_TOKEN_KEY"),
        ({"RELEASE_TOKEN_KEY": PRODUCTION["SECRET_KEY"]}, "RELEASE_TOKEN_KEY"),
        ({"MFA_KEY": ""}, "MFA_KEY"),
        ({"MFA_KEY": "short"}, "MFA_KEY"),
        ({"MFA_KEY": PRODUCTION["SECRET_KEY"]}, "MFA_KEY"),
        ({"MFA_KEY": PRODUCTION["RELEASE_TOKEN_KEY"]}, "MFA_KEY"),
        ({"MFA_KEY_FALLBACKS": "short"}, "MFA_KEY_FALLBACKS"),
        ({"SECRET_KEY_FALLBACKS": f"{FORMER[0]},short"}, "SECRET_KEY_FALLBACKS"),
        ({"EMAIL_VERIFICATION": "optional"}, "EMAIL_VERIFICATION"),
        ({"EMAIL_VERIFICATION": "none"}, "EMAIL_VERIFICATION"),
        ({"EMAIL_URL": "smtps://mail.example.org:465"}, "EMAIL_URL"),
        ({"EMAIL_TIMEOUT": "0"}, "EMAIL_TIMEOUT"),
        *[({name: key}, name) for name in KEYS for key in WEAK_KEYS],
        *[({name: WEAK_KEYS[0]}, name) for name in ("SECRET_KEY_FALLBACKS", "MFA_KEY_FALLBACKS")],
        *[({"RATE_LIMIT_FACTOR": each}, "RATE_LIMIT_FACTOR") for each in NO_FACTORS],
        *[({"ALLOWED_HOSTS": each}, "ALLOWED_HOSTS") for each in TOO_MANY_HOSTS],
        *[({"EMAIL_URL": each}, "EMAIL_URL") for each in UNSENT_MAIL],
        ({"CACHE_URL": "dummycache://"}, "CACHE_URL"),
        ({"CACHE_URL": "locmemcache://", "WORKERS": "2"}, "CACHE_URL"),
        ({"WORKERS": "0"}, "WORKERS"),
        ({"DATABASE_URL": "sqlite://:memory:"}, "DATABASE_URL"),
        ({"SITE_URL": "http://set.example.org"}, "SITE_URL"),
        ({"SITE_URL": "set.example.org"}, "SITE_URL"),
        ({"SQLITE_SYNCHRONOUS": "OFF"}, "SQLITE_SYNCHRONOUS"),
        ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES"),
    ],
)
def test_unsafe_combination_is_refused_by_name(tmp_path, variables, name):
    assert start(tmp_path, **PRODUCTION | variables).startswith(refused(f"{name}: "))


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("", {}),
        ("?sslmode=require&connect_timeout=5", {"sslmode": "require", "connect_timeout": 5}),
    ],
)
def test_options_of_postgresql_are_kept_beside_the_limits(tmp_path, query, options):
    found = start(tmp_path, DATABASE_URL=f"postgres:///set{query}")["DATABASES"]["default"]

    assert found["OPTIONS"] == {
        **options,
        "options": "-c statement_timeout=30s -c lock_timeout=10s"
        " -c idle_in_transaction_session_timeout=60s",
    }
    assert (found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"]) == (60, True)


@pytest.mark.parametrize(
    ("query", "flag"),
    [
        ("?statement_timeout=5s", "-c statement_timeout=5s -c lock_timeout=10s"),
        ("?statement_timeout=5000", "-c statement_timeout=5000 -c lock_timeout=10s"),
        ("?options=-c%20statement_timeout%3D5s", "=60s -c statement_timeout=5s"),
    ],
)
def test_limits_in_the_address_of_the_database_win(tmp_path, query, flag):
    found = start(tmp_path, DATABASE_URL=f"postgres:///set{query}&CONN_MAX_AGE=5")

    options = found["DATABASES"]["default"]["OPTIONS"]
    assert list(options) == ["options"]
    assert flag in options["options"]
    assert found["DATABASES"]["default"]["CONN_MAX_AGE"] == 5


def test_options_of_sqlite_are_kept(tmp_path):
    url = f"sqlite:///{tmp_path}/db.sqlite3?timeout=3"
    options = start(tmp_path, DATABASE_URL=url)["DATABASES"]["default"]["OPTIONS"]

    assert (options["timeout"], options["transaction_mode"]) == (3, "IMMEDIATE")
    assert "journal_mode=WAL" in options["init_command"]


def test_mail_waits_in_the_queue_and_leaves_by_the_server_that_is_named(tmp_path):
    url = "smtp+ssl://user:password@mail.example.org:465"
    found = start(tmp_path, **PRODUCTION | {"EMAIL_URL": url})

    assert found["EMAIL_BACKEND"] == "setframework.web.mail.backend.QueueBackend"
    assert found["MAIL_TRANSPORT"] == "django.core.mail.backends.smtp.EmailBackend"
    assert (found["EMAIL_USE_SSL"], found["EMAIL_PORT"]) == (True, 465)
    assert found["EMAIL_TIMEOUT"] == 10


def test_keys_of_before_are_read(tmp_path):
    one, two = FORMER
    found = start(
        tmp_path, **PRODUCTION, SECRET_KEY_FALLBACKS=f"{one},{two}", MFA_KEY_FALLBACKS=one
    )

    assert found["SECRET_KEY_FALLBACKS"] == [one, two]
    assert found["MFA_KEY_FALLBACKS"] == [one]


@pytest.mark.parametrize(
    "variables",
    [
        {"RATE_LIMIT_FACTOR": "0.1"},
        {"RATE_LIMIT_FACTOR": "10"},
        {"CACHE_URL": "locmemcache://", "WORKERS": "1"},
        {"CACHE_URL": "redis://localhost/0", "WORKERS": "4"},
        {"ALLOWED_HOSTS": "set.example.org, .set.example.com,set"},
        {"SECRET_KEY": "p(1$k@3+z!7[x%9{v|b5<n#d*q2=m&h^"},
        {"SQLITE_SYNCHRONOUS": "normal"},
    ],
)
def test_what_is_safe_is_taken(tmp_path, variables):
    assert start(tmp_path, **PRODUCTION | variables)["PRODUCTION"] is True


def test_a_private_production_build_can_be_tried_on_localhost(tmp_path):
    found = start(tmp_path, **PRODUCTION | {"ALLOWED_HOSTS": "localhost", "PRODUCTION": "true"})

    assert found["PRODUCTION"] is True
    assert found["ALLOWED_HOSTS"] == ["localhost"]


def test_django_finds_nothing_to_warn_about(tmp_path):
    run = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "VAR_DIR": str(tmp_path),
            "STATIC_ROOT": str(tmp_path),
            **PRODUCTION,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


def test_every_variable_that_is_read_is_told_and_offered_and_no_other():
    source = read("setframework/settings.py") + read("deploy/serve")
    variables = re.findall(r"""(?:env\.\w+|secret)\(\s*["']([A-Z_]+)["']""", source)
    variables += re.findall(r"\$\{([A-Z_]+):-", source)
    rows = [line.split("|")[1] for line in read("docs/settings.md").splitlines() if "| `" in line]
    told = re.findall(r"`([A-Z_]+)`", "\n".join(rows))
    offered = re.findall(r"^(?:# )?([A-Z_]+)=", read(".env.example"), re.M)

    assert len(set(variables)) > 15
    assert sorted(told) == sorted(set(variables))
    assert sorted(offered) == sorted(set(variables))


def test_example_starts_in_production_once_the_keys_are_filled_in(tmp_path):
    keys = {name: PRODUCTION[name] for name in ["SECRET_KEY", "RELEASE_TOKEN_KEY", "MFA_KEY"]}

    assert start(tmp_path, **example()).startswith(refused("SECRET_KEY: "))
    assert start(tmp_path, **example() | keys)["PRODUCTION"] is True


@pytest.mark.parametrize("name", sorted(example()))
def test_example_leaves_in_only_what_production_asks_for(tmp_path, name):
    variables = PRODUCTION | {name: "", "PRODUCTION": "true"}

    assert start(tmp_path, **variables).startswith(refused(f"{name}: "))
