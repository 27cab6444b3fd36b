"""The file of a sitting: what it says to whom."""
