"""The records of one form as a table to take along, for those who may see them."""
