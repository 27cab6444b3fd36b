"""Reading what people typed about committees."""
