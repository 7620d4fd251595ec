"""How a person's records travel in a file: checked one by one, then together."""
