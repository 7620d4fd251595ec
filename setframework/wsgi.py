"""The WSGI application that granian serves."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "setframework.settings")

# Threads take turns every millisecond, not every five: a page of some milliseconds waits less while
# other threads read a large body.
sys.setswitchinterval(0.001)

application = get_wsgi_application()

from setframework.web.middleware.requests import Utf8Request  # noqa: E402  (needs the settings)

application.request_class = Utf8Request
