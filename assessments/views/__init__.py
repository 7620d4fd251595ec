"""The pages of the assessments slice, one noun a module."""
