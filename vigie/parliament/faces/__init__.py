"""What each reader is shown of a committee's work."""
