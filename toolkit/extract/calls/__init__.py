"""Calls and who took part in them."""
