"""Parts of the window: they show values and tell wishes, and call no service."""
