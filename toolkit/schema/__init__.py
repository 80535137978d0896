"""The declaration in schemas/ and what it compiles to."""
