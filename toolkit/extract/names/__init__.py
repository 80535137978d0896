"""Names: people, offices, governments and organisations, and whom words refer to."""
