"""The log of acts: one line for each, never changed."""
