"""Extraction: one article becomes rows, each pointing at its words."""
