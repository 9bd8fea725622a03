"""The icon in the tray, where the desktop has one: what runs, the pins, and the way back to the window."""
