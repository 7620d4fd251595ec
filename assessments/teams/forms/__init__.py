"""What people type about teams, and what they are told where a step is refused."""
