"""What parliaments, ministries and their partners meet: one world, and who sees what of it."""
