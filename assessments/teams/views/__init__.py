"""The pages of teams, one noun a module."""
