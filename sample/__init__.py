"""The fictional region."""
