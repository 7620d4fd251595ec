"""The page of allauth that shows the code for an authenticator app."""

from allauth.mfa.totp import views
from csp.decorators import csp_update

# The picture of the code is part of the page, which the site's policy forbids elsewhere.
activate_totp = csp_update({"img-src": ["data:"]})(views.activate_totp)
