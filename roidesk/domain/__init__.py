"""What roidesk speaks about: values, entries and their rules. Standard library only."""
