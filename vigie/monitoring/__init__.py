"""What is said to have happened (reports) and what we hold to be so (incidents)."""
