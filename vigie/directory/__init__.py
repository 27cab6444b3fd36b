"""Who: organisations, people, posts, accounts, and security forces with their dated command."""
