"""Text messages, without a database."""
