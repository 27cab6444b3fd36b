"""The way a page is answered."""
