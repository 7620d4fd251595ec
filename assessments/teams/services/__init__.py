"""Everything that changes a team: each verb is one function and one transaction.

Each locks the row of the team first. So nothing changes between the moment at which a release
reads its facts and the moment at which it is stored."""
