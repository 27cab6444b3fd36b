"""The room of circles, terms and what is shared on them."""
