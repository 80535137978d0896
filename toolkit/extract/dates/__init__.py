"""Dates: words that name a day, month or year, resolved."""
