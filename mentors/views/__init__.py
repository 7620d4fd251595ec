"""The pages of the mentors slice, one noun a module."""
