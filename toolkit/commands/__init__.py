"""The subcommands, one module each; heavy imports stand inside the functions."""
