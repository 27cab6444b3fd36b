"""What people asked to be told about: saved searches, digests and feeds."""
