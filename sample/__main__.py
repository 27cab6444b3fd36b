"""`python -m sample OUT_FOLDER [--seed N] [--scale X]`: write the fictional region."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sample import build
from sample.tables import TooManyRows


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m sample", description="Write the fictional sample region."
    )
    parser.add_argument("folder", type=Path, metavar="OUT_FOLDER")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other incidents (default: 1)")
    parser.add_argument("--scale", type=float, default=1.0, help="1 is some 3,000 incidents (default: 1)")
    asked = parser.parse_args()
    try:
        made = build(asked.folder, asked.seed, asked.scale)
    except TooManyRows as limit:
        parser.error(f"Observatory B writes a workbook, which holds {limit} rows: take a smaller --scale.")
    except ValueError as fault:
        parser.error(f"{fault}: take a larger --scale.")
    print(f"{made.incidents} incidents, {made.reports} reports in {made.folder}")
    for source in made.sources:
        print(f"  {source.reports:>8}  {source.file.name}  ({source.name})")
    print(f"  {made.known_to_two} incidents known to two or more, {made.known_to_none} to nobody")
    return 0


if __name__ == "__main__":
    sys.exit(main())
