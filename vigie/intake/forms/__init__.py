"""Reading what people type and bring on the pages of this room."""
