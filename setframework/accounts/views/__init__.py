"""Pages of a person's account, and the ones of allauth that this site does differently."""
