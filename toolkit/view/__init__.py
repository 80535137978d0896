"""One page that shows articles with the rows read in them: what a contributor looks at."""
