"""Descriptors of packages, resources, schemas and dialects against the standard."""
