"""The risk of ignoring: who waited for an answer, and how long."""
