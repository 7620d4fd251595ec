"""The only place where scores become a number about a team. It runs after a half-year closed."""
