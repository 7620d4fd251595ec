"""Everything that changes a team, one verb a function, one transaction a verb.

Each locks the team's row first, so none comes between the facts and the number of a release."""
