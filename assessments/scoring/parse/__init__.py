"""Reads questionnaire files; `parse` in questionnaire.py is the way in."""
