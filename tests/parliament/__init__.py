"""What committees do."""
