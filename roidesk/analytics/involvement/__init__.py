"""Return on involvement: gives and asks, help, followers, praise. Beside the return, never in it."""
