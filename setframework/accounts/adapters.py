"""Where allauth asks this site how it does things."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Everything as allauth does it, but for what the methods below say."""
