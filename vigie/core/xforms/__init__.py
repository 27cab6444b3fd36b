"""XForms: what a form asks, and how a filled-in one is read."""
