"""What a member holds in hand before a sitting."""
