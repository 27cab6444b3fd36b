"""The door: every channel that a report can come by."""
