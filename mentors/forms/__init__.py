"""What people type about finding help."""
