"""Reading: files of any kind become `Article` values."""
