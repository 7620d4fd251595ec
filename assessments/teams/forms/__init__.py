"""What people type about teams."""
