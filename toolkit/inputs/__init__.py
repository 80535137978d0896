"""What a command is pointed at: folders, files, archives, addresses and git revisions."""
