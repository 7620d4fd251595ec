"""Reading about teams. Each takes the person who asks, and finds only what they may see."""
