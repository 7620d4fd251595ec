"""The site's settings, but quick, and the same whatever the surroundings set.

Of the environment only the database counts (DATABASE_URL).
"""

import atexit
import os
import shutil
import tempfile

for name in ("ALLOWED_HOSTS", "CACHE_URL", "DEBUG", "EMAIL_URL", "EMAIL_VERIFICATION"):
    os.environ.pop(name, None)
for name in (
    "MFA_KEY_FALLBACKS",
    "ONLY_STAFF_FOUND_TEAMS",
    "PRODUCTION",
    "QUESTIONNAIRE",
    "SECRET_KEY_FALLBACKS",
    "SITE_URL",
    "SOURCE_URL",
    "STATIC_ROOT",
    "TRUSTED_PROXIES",
):
    os.environ.pop(name, None)
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="set-framework-test-")
os.environ["RATE_LIMIT_FACTOR"] = "1000"
os.environ["SQLITE_SYNCHRONOUS"] = "OFF"
atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)

from setframework.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if "sqlite3" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    # A file: threads that share a database in memory lock each other out of tables.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}  # noqa: F405
# WhiteNoise warns about a missing folder, and warnings are errors here.
STATIC_ROOT.mkdir(parents=True)  # noqa: F405
