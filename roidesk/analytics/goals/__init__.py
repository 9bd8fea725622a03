"""Goals, offline baselines and scorecards: figures against what was wanted."""
