"""Where entries are kept: one file, one writer at a time, every change logged and taken back if need be."""
