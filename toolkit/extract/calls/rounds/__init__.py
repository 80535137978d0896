"""Rounds of calls: one leader speaks with several."""
