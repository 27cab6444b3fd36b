"""A throw-away node for other people's clients and test suites: what is in it, and what came of it."""
