"""When the money came back: day by day, by cohort, and whether it will."""
