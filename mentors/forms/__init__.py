"""The forms of the mentors slice."""
