"""Everything that is read: each takes who is asking, and finds only what is theirs."""
