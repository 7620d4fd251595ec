"""The teams that the bar is about."""

from itertools import product

# A team of less than six never has a number, so it tells nothing.
SIZES = (6, 7, 8, 12)
# Size, share that consents, share that retakes in a quarter.
CELLS = tuple(product(SIZES, (0.8, 1.0), (0.4, 0.8)))

# How often teams have a number is told of these.
OFTEN_SIZES = (5, 6, 8, 12)

CONSENTS = (0.6, 0.8, 1.0)
RETAKES = (0.2, 0.4, 0.6)
