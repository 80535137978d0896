"""Releases: their formats, how they are made, checked, fetched and published."""
