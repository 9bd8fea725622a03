"""The quick entry: a small window over other programs, raised by a key, that is done with in a few more."""
