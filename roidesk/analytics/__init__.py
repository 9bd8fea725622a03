"""What the entries say: pure functions over values. No clock, no disk, no Qt; numpy and scipy inside functions."""
