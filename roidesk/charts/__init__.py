"""Pictures of figures, for screen and print alike: each chart shows one frozen value and has a table twin."""
