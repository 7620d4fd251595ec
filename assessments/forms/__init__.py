"""Forms of the assessments slice, with errors that say what to do."""
