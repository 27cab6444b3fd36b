"""How much of a file is read, and why no more."""

# A delimited file is streamed, so memory is no limit; this one says "this is not a list of incidents"
# before a mistaken dump of everything fills the database.
MAX_TEXT_BYTES = 2 * 1024**3

# A compressed file may not unfold to more than this many times its size. CSV compresses 5 to 30 times,
# a column of equal cells up to some 200; the format's own ceiling is 1,032.
MAX_RATIO = 300
RATIO_COUNTS_FROM = 4 * 1024**2  # small files may be as repetitive as they like

# A workbook has about a dozen parts and one for each sheet, picture and comment.
MAX_PARTS = 2_000
# Half a million rows of thirty columns unfold to about this much.
MAX_WORKBOOK_BYTES = 400 * 1024**2
# The table of shared texts is held in memory, at about four times its size.
MAX_SHARED_TEXT_BYTES = 64 * 1024**2

# What a spreadsheet can show at most.
MAX_ROWS_IN_SHEET = 1_048_576
# Wider than any event data set we know (62 columns), narrower than a matrix pasted by mistake.
MAX_COLUMNS = 2_000
# A spreadsheet holds 32,767 characters in a cell; the longest in UCDP GED holds some 10,000.
MAX_CELL = 32_767
# A quotation mark that is never closed swallows the rest of the file into one cell: stop here.
RUNAWAY_CELL = 1_000_000
