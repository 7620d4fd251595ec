"""The only place where scores become a number about a team; runs when a half-year has closed."""
