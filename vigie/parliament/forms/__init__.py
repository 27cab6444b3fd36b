"""Reading what people type in a committee's work."""
