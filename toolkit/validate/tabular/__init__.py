"""Tables against Table Schema: structure, types, constraints and keys, small or large."""
