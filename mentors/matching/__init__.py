"""Which people fit, in which order, and why. Pure: no Django, no clock, no chance."""
