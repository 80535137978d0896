"""Topics: what was discussed in a call, by whose account."""
