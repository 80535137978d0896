"""Extraction of a corpus: article by article, in one process or several, over what is damaged."""
