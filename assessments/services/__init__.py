"""Everything that changes an assessment, one verb a function, one transaction a verb."""
