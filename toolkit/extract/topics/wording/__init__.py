"""Which words of an article name topics, and which make a sentence speak of a call."""
