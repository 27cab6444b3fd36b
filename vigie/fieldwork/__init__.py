"""What was seen on visits, said in meetings and answered in surveys."""
