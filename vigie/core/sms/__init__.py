"""Reports by text message: what the words mean, what is asked next, and what fits into one message."""
