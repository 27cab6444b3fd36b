"""One function for each page of this room."""
