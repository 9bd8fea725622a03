"""How personal contact was, and whether that goes with sales."""
