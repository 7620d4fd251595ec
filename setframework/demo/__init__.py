"""A made-up organisation to look around in: `make demo`."""
