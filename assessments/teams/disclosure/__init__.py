"""The rules that decide what is published about a team; without Django.

Four steps. `members`: which members count. `sittings`: which assessment counts for each of them.
`decision`, with `doubts`: publish or hold. These see no score. The last, `values`, makes the
numbers."""
