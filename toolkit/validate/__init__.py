"""Checks of tables against the declaration and its rules."""
