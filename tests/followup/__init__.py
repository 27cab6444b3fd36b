"""Recommendations, and what becomes of them."""
