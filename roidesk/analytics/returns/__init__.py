"""From sums to the figures of return, with their likely ranges."""
