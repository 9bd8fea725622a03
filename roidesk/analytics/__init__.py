"""What the entries say: pure functions over values. No clock, no disk, no Qt; numpy and scipy inside functions.

From the ground up: `sums` (effort, cost and outcomes by row and week), `attribution` (who gets the credit), `intervals`
and `resampling` (how far a figure may be off), `returns` (the figures of return), `gates` (what a person is shown of
them). Beside it stand `evidence`, `experiments`, `personal`, `payback`, `goals`, `replies`, `involvement` and
`what_if`, each a question of its own; `pages` puts together what the window shows. `query` is what a person asks.
"""
