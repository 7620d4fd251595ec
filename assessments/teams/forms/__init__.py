"""The forms about teams."""
