"""Committees at work: sittings, questions, reports, visits, and the framework that joins them."""
