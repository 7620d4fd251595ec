"""The reading of the mentors slice. Each function takes the person who asks."""
