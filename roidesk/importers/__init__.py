"""Files that people bring, as rows of the table files: what is read, from where, and what cannot be read."""
