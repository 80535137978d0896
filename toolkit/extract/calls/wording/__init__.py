"""What the words around a call say: the parts of patterns, and who stands where."""
