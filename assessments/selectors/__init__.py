"""Reading: each selector takes the person who asks, and finds only their rows."""
