"""A sentence as the rules see it: who can act in it, and which frame words stand there."""
