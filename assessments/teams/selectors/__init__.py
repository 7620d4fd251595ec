"""What is read about teams. Each takes who is asking and finds only what is theirs to see."""
