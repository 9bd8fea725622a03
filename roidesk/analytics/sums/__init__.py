"""What every figure is added up from: cost, outcomes and effort, by row and week. Exact."""
