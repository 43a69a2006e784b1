"""Numbers over time: periods, series, changes that are real, effects of actions, scenarios."""
