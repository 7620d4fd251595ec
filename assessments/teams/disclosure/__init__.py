"""The rules that decide what is published about a team; without Django.

Four steps. `members`: which members count. `sittings`: which assessment counts for each of them.
`decision`: publish or hold. These three see no score. The last, `values`, makes the numbers."""
