"""The forms of a person's account; allauth's own ones are in entrance and two_factor."""
