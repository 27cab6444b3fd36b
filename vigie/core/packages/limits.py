"""How large a package may be. What lies above is refused before it is read further."""

MOST_BYTES = 25_000_000  # of a sealed package, and so of everything in it: nothing in it is compressed
MOST_MANIFEST_BYTES = 1_000_000
MOST_CARD_BYTES = 10_000
MOST_FILES = 200
MOST_CONTENTS = 500
MOST_MISSING = 200  # packages that may be asked for again at once
DEEPEST = 8
LONGEST_TEXT = 200_000
LONGEST_LINE = 300
LONGEST_NAME = 150  # of a file, in characters
