"""Which reports are the same incident: pairs, their reasons, and what people decided."""
