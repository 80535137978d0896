"""Whether the dataset's quotations and figures stand word for word in articles that one holds."""
