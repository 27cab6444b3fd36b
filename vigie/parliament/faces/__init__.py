"""What each reader is shown of committees at work."""
