"""Files that are brought: told what they are, read in batches, and accounted for row by row."""
