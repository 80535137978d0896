"""Sentences as the rules see them: persons, governments, days and lengths as placeholders."""
