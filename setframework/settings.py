"""Every setting of the site, in the order of Django's documentation.

Without any variable set this is the embedded default: SQLite, mail to the
console and to files, everything under var/. With a public name in
ALLOWED_HOSTS (or PRODUCTION=true) it is production, and start-up is refused
until what production needs is there.
"""

import os
import re
import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from zxcvbn import zxcvbn

BASE_DIR = Path(__file__).resolve().parent.parent

# Reading the environment

env = environ.FileAwareEnv()

# Keys out of templates and manuals, whatever follows them.
EXAMPLE_KEYS = re.compile(
    r"django-insecure|(change|replace)[-_ ]?(me|this)|your[-_ ]?secret|secret[-_ ]?key[-_ ]?here",
    re.I,
)
LOOPBACK = {"localhost", "127.0.0.1", "[::1]", ".localhost"}


def refuse(variable: str, reason: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"Set {variable}: {reason}")


def kept_secret(path: Path) -> str:
    """A random secret that stays the same on this machine, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text().strip()


def secret(variable: str) -> str:
    value: str = env.str(variable, "")
    if not value and not PRODUCTION:
        return kept_secret(VAR_DIR / variable.lower().replace("_", "-"))
    if len(value) < 32 or is_weak(value):
        raise refuse(
            variable,
            "production needs a random text of at least 32 characters. Make one by:"
            ' python3 -c "import secrets; print(secrets.token_urlsafe(50))"',
        )
    return value


def is_weak(key: str) -> bool:
    """True for a key that somebody could guess: repeated, counted up, or copied from an example.

    A random key of 32 hexadecimal digits takes 10^32 guesses. Signs that may stand for letters are
    not read as such, which would take seconds.
    """
    if EXAMPLE_KEYS.search(key):
        return True
    signs = re.sub(r"[^\w]", "~", key[:32])
    return bool(zxcvbn(signs)["guesses_log10"] < 20)


def every_former_secret(variable: str) -> list[str]:
    """Keys that were in use before, separated by commas; each as strong as one in use."""
    values: list[str] = [value for value in env.list(variable, default=[]) if value]
    if PRODUCTION and any(len(value) < 32 or is_weak(value) for value in values):
        raise refuse(
            variable, "each key needs at least 32 random characters; separate them by commas."
        )
    return values


VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
ALLOWED_HOSTS = [host for host in map(str.strip, ALLOWED_HOSTS) if host]
for host in set(ALLOWED_HOSTS) - LOOPBACK:
    # A name, or all names below one: ".example.org". Never all names of the world or of a country.
    if not re.fullmatch(r"(\.[\w-]+)?[\w-]+(\.[\w-]+)*|\[[0-9a-fA-F:.]+\]", host):
        raise refuse("ALLOWED_HOSTS", f"{host} is no host name; write set.example.org.")
    if host.startswith(".") and host.count(".") < 2:
        raise refuse("ALLOWED_HOSTS", f"{host} takes in the sites of others; name your own.")
IS_PUBLIC = not set(ALLOWED_HOSTS) <= LOOPBACK
PRODUCTION = env.bool("PRODUCTION", default=IS_PUBLIC)
if IS_PUBLIC and not PRODUCTION:
    raise refuse("PRODUCTION", "ALLOWED_HOSTS names a public host, so PRODUCTION can't be false.")
if PRODUCTION:
    for name, example in {
        "ALLOWED_HOSTS": "the host names this site answers to, for example set.example.org.",
        "DATABASE_URL": "for example postgres:///set or sqlite:////srv/set/db.sqlite3.",
        "EMAIL_URL": "for example smtp+tls://user:password@mail.example.org:587.",
        "CACHE_URL": "for example redis://localhost/0, or dbcache://cache and createcachetable.",
    }.items():
        if not env.str(name, ""):
            raise refuse(name, f"production needs it, {example}")

# Core

DEBUG = env.bool("DEBUG", default=False)
if PRODUCTION and DEBUG:
    raise refuse("DEBUG", "production can't show debug pages; remove it or set it to false.")
SECRET_KEY = secret("SECRET_KEY")
# Keys of before, the newest first: what they signed stays good, nothing new is signed with them.
SECRET_KEY_FALLBACKS = every_former_secret("SECRET_KEY_FALLBACKS")
# Makes the pseudonyms of people inside releases; never rotated (privacy promise).
RELEASE_TOKEN_KEY = secret("RELEASE_TOKEN_KEY")
if PRODUCTION and RELEASE_TOKEN_KEY == SECRET_KEY:
    raise refuse("RELEASE_TOKEN_KEY", "it must differ from SECRET_KEY, which may be rotated.")
# Seals the secrets of second factors. `manage.py seal_factors` seals all with a new one.
MFA_KEY = secret("MFA_KEY")
MFA_KEY_FALLBACKS = every_former_secret("MFA_KEY_FALLBACKS")
if PRODUCTION and MFA_KEY in {SECRET_KEY, RELEASE_TOKEN_KEY}:
    raise refuse("MFA_KEY", "it must differ from SECRET_KEY and RELEASE_TOKEN_KEY.")
ROOT_URLCONF = "setframework.urls"
WSGI_APPLICATION = "setframework.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "setframework.people",
    "setframework.accounts",
    "setframework.web.mail",
    "assessments",
    "assessments.teams",
    "mentors",
    "setframework",
    "setframework.people.apps.StaffSiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "setframework.web.middleware.headers.SecurityHeadersMiddleware",
    "setframework.web.middleware.requests.DrainMiddleware",
    "setframework.web.middleware.watching.WatchingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "setframework.people.listed_sessions.ListedSessionsMiddleware",
    "setframework.web.middleware.sessions.SessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "setframework.web.middleware.unsent.UnsentMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "setframework.web.context.site",
                "setframework.views.navigation.waiting",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Databases. SQLite allows many readers and one writer. With IMMEDIATE, writers wait in a queue
# instead of failing half-way. Never set ATOMIC_REQUESTS: every GET would take the write lock.

SQLITE_SYNCHRONOUS = env.str("SQLITE_SYNCHRONOUS", "FULL").upper()
if SQLITE_SYNCHRONOUS not in {"OFF", "NORMAL", "FULL", "EXTRA"}:
    raise refuse("SQLITE_SYNCHRONOUS", "use NORMAL, FULL or EXTRA.")
if PRODUCTION and SQLITE_SYNCHRONOUS == "OFF":
    raise refuse("SQLITE_SYNCHRONOUS", "OFF can lose the whole database; use NORMAL or FULL.")
DATABASES = {"default": env.db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if PRODUCTION and DATABASES["default"]["NAME"] in ("", ":memory:"):
    raise refuse("DATABASE_URL", "name a database that is kept: postgres:///set.")
# What the URL says after its question mark wins over what stands here.
_GIVEN = DATABASES["default"].pop("OPTIONS", {})
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON;"
            f"PRAGMA synchronous={SQLITE_SYNCHRONOUS};"
        ),
    } | _GIVEN
else:
    # PostgreSQL takes these as "-c name=value"; of two with one name the later one holds.
    _LIMITS = {
        "statement_timeout": "30s",
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "60s",
    }
    _LIMITS |= {name: _GIVEN.pop(name) for name in _LIMITS if name in _GIVEN}
    _FLAGS = [f"-c {name}={value}" for name, value in _LIMITS.items()]
    _FLAGS += [_GIVEN.pop("options")] if "options" in _GIVEN else []
    DATABASES["default"] = {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        **DATABASES["default"],
        "OPTIONS": {**_GIVEN, "options": " ".join(_FLAGS)},
    }

CACHES = {"default": env.cache_url("CACHE_URL", "locmemcache://")}
WORKERS = env.int("WORKERS", default=1)
if WORKERS < 1:
    raise refuse("WORKERS", "at least one server process has to answer.")
if PRODUCTION and CACHES["default"]["BACKEND"].endswith("DummyCache"):
    raise refuse("CACHE_URL", "dummycache forgets every limit; use redis or dbcache.")
if PRODUCTION and WORKERS > 1 and CACHES["default"]["BACKEND"].endswith("LocMemCache"):
    raise refuse(
        "CACHE_URL", "locmemcache counts limits in each worker apart; use redis or dbcache."
    )
if env.str("CACHE_URL", ""):
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Mail. A request puts it into a queue, and the worker sends it by MAIL_TRANSPORT. The embedded
# default shows it on the console and keeps it as files.

MAIL_TRANSPORT = "setframework.web.mail.backend.ConsoleAndFileBackend"
if env.str("EMAIL_URL", "").startswith("smtps:"):
    raise refuse("EMAIL_URL", "smtps:// has two meanings. Use smtp+ssl:// with port 465.")
if env.str("EMAIL_URL", ""):
    vars().update(env.email_url("EMAIL_URL"))
    MAIL_TRANSPORT = vars()["EMAIL_BACKEND"]
    if PRODUCTION and not (MAIL_TRANSPORT.endswith("smtp.EmailBackend") and vars()["EMAIL_HOST"]):
        raise refuse(
            "EMAIL_URL", "production sends mail; name a server: smtp+tls://mail.example.org."
        )
EMAIL_BACKEND = "setframework.web.mail.backend.QueueBackend"
# Seconds to wait for each answer of the mail server.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 10)
if EMAIL_TIMEOUT < 1:
    raise refuse("EMAIL_TIMEOUT", "it must be at least 1 second.")
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "SET Framework <noreply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# The address of the site in mail that no request sends.
_PUBLIC_HOSTS = [host for host in ALLOWED_HOSTS if host not in LOOPBACK]
SITE_URL = env.str(
    "SITE_URL",
    f"https://{_PUBLIC_HOSTS[0].lstrip('.*')}"
    if _PUBLIC_HOSTS
    else f"http://localhost:{env.int('PORT', 8000)}",
).rstrip("/")

if PRODUCTION:
    _site = urlsplit(SITE_URL)
    if not _site.hostname or (_site.scheme != "https" and _site.hostname not in {*LOOPBACK, "::1"}):
        raise refuse("SITE_URL", "links in mail lead there; production needs https://.")

# The operator of this installation, named on the privacy page.
OPERATOR_NAME = env.str("OPERATOR_NAME", "")
OPERATOR_EMAIL = env.str("OPERATOR_EMAIL", "")
SOURCE_URL = env.str("SOURCE_URL", "")

# The key of the questionnaire that the site asks, in its newest published version.
QUESTIONNAIRE = env.str("QUESTIONNAIRE", "set-framework")

# True: only staff may found a team. False: anyone with a verified address may.
ONLY_STAFF_FOUND_TEAMS = env.bool("ONLY_STAFF_FOUND_TEAMS", default=False)

# Limits: RATE_LIMIT_FACTOR multiplies every one of them.

try:
    RATE_LIMIT_FACTOR = env.float("RATE_LIMIT_FACTOR", default=1.0)
except ValueError:
    raise refuse("RATE_LIMIT_FACTOR", "it must be a number, such as 1 or 0.5.") from None
if not 0 < RATE_LIMIT_FACTOR < float("inf"):
    raise refuse("RATE_LIMIT_FACTOR", "it must be greater than 0.")
if PRODUCTION and not 0.1 <= RATE_LIMIT_FACTOR <= 10:
    raise refuse("RATE_LIMIT_FACTOR", "production takes 0.1 to 10: neither none in, nor no limits.")
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1 if PRODUCTION else 0)
if TRUSTED_PROXIES < 0:
    raise refuse("TRUSTED_PROXIES", "it is a number of proxies; 0 is none.")


def limited(rate: str) -> str:
    """'5/m/ip' with the factor applied; at least one."""
    amount, rest = rate.split("/", 1)
    return f"{max(1, round(int(amount) * RATE_LIMIT_FACTOR))}/{rest}"


# Security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^robots\.txt$"]
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
# Over https the browser takes a cookie of such a name from this host alone, for all its paths.
COOKIE_PREFIX = "__Host-" if PRODUCTION else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}django_language"
MESSAGE_STORAGE = "setframework.web.flashes.Storage"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# The answers of a visitor without an account last as long as the session. Log-ins end earlier if
# they are not used (web/middleware/sessions.py).
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())
CSRF_FAILURE_VIEW = "setframework.views.errors.csrf_failure"
# Notes are short; a page never sends more. The API has its own limit (web/api/json.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# The only file that a page takes is an export. It is never written to a disk.
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = ["setframework.web.forms.uploads.BoundedUploadHandler"]

# People, log-in and sign-up

AUTH_USER_MODEL = "accounts.User"
# auth.W004 overlooks the constraint that makes an address unique without regard to case.
# security.W021 asks for HSTS preload. A site can't leave that list at will: the operator decides.
SILENCED_SYSTEM_CHECKS = ["auth.W004", "security.W021"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "setframework.accounts.forms.passwords.GuessableValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "landing"
LOGOUT_REDIRECT_URL = "landing"

ACCOUNT_ADAPTER = "setframework.accounts.adapters.AccountAdapter"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "add_email": "setframework.accounts.forms.entrance.AddEmailForm",
    "change_password": "setframework.accounts.forms.entrance.ChangePasswordForm",
    "login": "setframework.accounts.forms.entrance.LoginForm",
    "reauthenticate": "setframework.accounts.forms.entrance.ReauthenticateForm",
    "reset_password": "setframework.accounts.forms.entrance.ResetPasswordForm",
    "reset_password_from_key": "setframework.accounts.forms.entrance.ResetPasswordKeyForm",
    "set_password": "setframework.accounts.forms.entrance.SetPasswordForm",
    "signup": "setframework.accounts.forms.entrance.SignupForm",
}
# This works only in the browser that signed up: the link alone logs nobody in.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
EMAIL_VERIFICATION = env.str("EMAIL_VERIFICATION", "mandatory" if PRODUCTION else "optional")
if EMAIL_VERIFICATION not in {"optional", "mandatory"}:
    raise refuse("EMAIL_VERIFICATION", "use optional or mandatory.")
if PRODUCTION and EMAIL_VERIFICATION != "mandatory":
    raise refuse("EMAIL_VERIFICATION", "production needs mandatory.")
ACCOUNT_EMAIL_VERIFICATION = EMAIL_VERIFICATION
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "setframework.people.reset_links.ResetLinks"  # noqa: S105
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(timedelta(minutes=15).total_seconds())
ACCOUNT_SESSION_REMEMBER = None  # the form asks
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_RATE_LIMITS = {
    "change_password": limited("5/m/user"),
    "manage_email": limited("10/m/user") + "," + limited("60/h/user"),
    "reset_password": limited("20/m/ip") + "," + limited("5/m/key"),
    "reauthenticate": limited("10/m/user"),
    "reset_password_from_key": limited("20/m/ip"),
    # A whole organisation may log in from one network within ten minutes.
    "signup": limited("100/m/ip"),
    "login": limited("100/m/ip"),
    # Wrong passwords and codes (people/guesses.py): an account from one network, all accounts from
    # one network, an account from all networks, and an account on a device that it knows.
    "login_failed": limited("5/5m/key"),
    "login_failed_network": limited("100/10m/ip"),
    "login_failed_address": limited("50/h/key"),
    "login_failed_codes": limited("20/h/key"),
    "login_known": limited("10/5m/key") + "," + limited("30/h/key"),
    # Drafts and unsent words of visitors. A whole workshop may share one IP address.
    "visitor": limited("600/h/ip"),
    # A PDF takes a second or more of processor time.
    "pdf": limited("20/5m/user"),
    # Pages and API together: a file of 4 MiB is checked as a whole, years are written as a whole.
    "import": limited("10/5m/key"),
    "export": limited("20/5m/key"),
    # E-mails that one person causes to others: by who sends, and by who gets them from whomever.
    "letter_sender": limited("60/h/key") + "," + limited("200/d/key"),
    "letter_receiver": limited("10/h/key") + "," + limited("30/d/key"),
    # Links to reset or confirm, which anybody can have sent: by kind, address and network together,
    # so that a stranger uses up nobody's own, and wider by kind and address alone.
    "account_letter": limited("10/h/key"),
    "account_letter_anywhere": limited("60/d/key"),
    "confirm_email": "1/3m/key" if RATE_LIMIT_FACTOR <= 1 else limited("1/10s/key"),
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_ADAPTER = "setframework.accounts.adapters.MFAAdapter"
MFA_FORMS = {
    "activate_totp": "setframework.accounts.forms.two_factor.ActivateTOTPForm",
    "add_webauthn": "setframework.accounts.forms.two_factor.AddWebAuthnForm",
    "authenticate": "setframework.accounts.forms.two_factor.AuthenticateForm",
    "authenticate_webauthn": "setframework.accounts.forms.two_factor.AuthenticateWebAuthnForm",
    "edit_webauthn": "setframework.accounts.forms.two_factor.EditWebAuthnForm",
    "login_webauthn": "setframework.accounts.forms.two_factor.LoginWebAuthnForm",
    "reauthenticate": "setframework.accounts.forms.two_factor.ReauthenticateForm",
    "reauthenticate_webauthn": "setframework.accounts.forms.two_factor.ReauthenticateWebAuthnForm",
}
MFA_RATE_LIMITS = {"webauthn_login": limited("10/m/ip")}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "SET Framework"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
USERSESSIONS_ADAPTER = "setframework.accounts.adapters.UserSessionsAdapter"
USERSESSIONS_TRACK_ACTIVITY = False

# The API

KNOX_TOKEN_MODEL = "accounts.Token"  # noqa: S105 - the name of a model
# knox's own token table would stay empty. On PostgreSQL it would also block truncating others.
MIGRATION_MODULES = {"knox": None}
REST_KNOX = {
    "AUTH_HEADER_PREFIX": "Bearer",
    "TOKEN_MODEL": KNOX_TOKEN_MODEL,
    "TOKEN_PREFIX": "set_",
    "TOKEN_TTL": timedelta(days=90),
}
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        # Token first: its challenge header makes a missing log-in a 401, not a 403.
        "setframework.web.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["setframework.web.api.json.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "setframework.web.api.json.AlwaysJSON",
    "DEFAULT_PAGINATION_CLASS": "setframework.web.api.paging.Paging",
    "DEFAULT_THROTTLE_CLASSES": [
        "setframework.web.api.throttles.VisitorThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "anon": limited("300/min"),
        "user": limited("600/min"),
        "score": limited("600/min"),
        "batch": limited("30/min"),
    },
    "NUM_PROXIES": TRUSTED_PROXIES,
    "EXCEPTION_HANDLER": "setframework.web.api.errors.api_exception_handler",
    "DEFAULT_SCHEMA_CLASS": "setframework.web.api.schema.Schema",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "SET Framework API",
    "VERSION": "1",
    "DESCRIPTION": "The same scoring service as the pages.",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {"RouteEnum": "assessments.models.plan.Goal.Route"},
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "setframework.web.api.schema.add_refusals",
    ],
    "SCHEMA_PATH_PREFIX": r"/api/v1",
}

# Languages, dates

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "setframework" / "locale"]
FORMAT_MODULE_PATH = ["setframework.formats"]
TIME_ZONE = "UTC"
USE_TZ = True

# Static files: hashed names everywhere, compression only in production.

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "setframework.storage.NpmFinder",
    "setframework.storage.CssFinder",
]
STATIC_STORAGE = "CompressedStaticStorage" if PRODUCTION else "StaticStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": f"setframework.storage.{STATIC_STORAGE}"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Logging. Never log a body or an answer.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "bare": {"format": "%(message)s"},
    },
    "filters": {"no_paths": {"()": "setframework.web.paths.PathFilter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["no_paths"],
        },
        # One line of JSON an event (web/security_log.py), for whatever collects them.
        "security": {"class": "logging.StreamHandler", "formatter": "bare"},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    # They log each rule of the style sheet that is for screens only, and each font.
    "loggers": {
        **{name: {"level": "CRITICAL"} for name in ("weasyprint", "fontTools")},
        "security": {"handlers": ["security"], "level": "INFO", "propagate": False},
    },
}
