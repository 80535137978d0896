"""Readout: news articles about leaders' telephone calls, turned into a data package."""

__version__ = "0.1.0"
