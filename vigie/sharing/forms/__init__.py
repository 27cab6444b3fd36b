"""Reading what people type about what they share."""
