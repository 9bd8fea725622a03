"""Use cases: plain values in, plain values out. Each write is one transaction and returns what it changed."""
