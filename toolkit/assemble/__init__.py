"""Assembly: the rows of many articles become merged tables."""
