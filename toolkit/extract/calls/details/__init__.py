"""What an article says of a call beside who took part: its day, length, caller, focus."""
