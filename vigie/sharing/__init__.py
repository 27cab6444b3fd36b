"""Circles, the terms on which a thing is shared, and what parliaments give each other."""
