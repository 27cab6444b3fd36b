"""What each audience is shown of what came in."""
