"""Everything that is read about who helps whom: each takes who is asking."""
