"""Blind overlap: two organisations learn that they may hold one incident only where both asked."""
