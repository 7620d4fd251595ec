"""What people type about finding help, and what they are told where a step is refused."""
