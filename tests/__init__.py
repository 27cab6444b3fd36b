"""The tests mirror vigie/ file by file."""
