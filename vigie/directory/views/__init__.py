"""The pages of the directory, one function each."""
