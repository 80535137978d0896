"""The data package: written, read and queried."""
