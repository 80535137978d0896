"""Figures: numbers with a unit or with what they count."""
