"""Whose words those are that tell of a call: which side, and who speaks for it."""
