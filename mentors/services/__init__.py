"""The verbs of the mentors slice: one function a verb, one transaction a verb."""
