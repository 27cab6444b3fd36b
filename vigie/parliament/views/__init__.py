"""Pages of committees at work."""
