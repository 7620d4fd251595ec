"""Everything that changes who helps whom, one verb a function, one transaction a verb."""
