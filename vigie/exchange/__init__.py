"""Signed and sealed packages between two installations."""
