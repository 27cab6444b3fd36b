"""Text messages at the door."""
