"""The command line (contract.md 1). One module a family of verbs; each is loaded when one of its verbs is asked for."""
