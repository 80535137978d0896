"""New digests of articles: front matter, identifiers, and checks before one is added."""
