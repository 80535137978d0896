"""What catalogues, search engines and citation tools read of a package, from its declaration."""
