"""Pure Python: what could run without a database."""
