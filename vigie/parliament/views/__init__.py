"""The pages of a committee's work."""
