"""Results written whole or not at all, as CSV or Parquet."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np

from vigie.research.faults import BadFile
from vigie.research.opening import literal

ENDINGS = (".csv", ".parquet")


class Writing:
    """Files that come to stand in their places together, at the end.

    Each is written under another name in its folder first. What fails on the way leaves the old ones as they were.
    """

    def __init__(self) -> None:
        self._parts: dict[Path, Path] = {}

    def __enter__(self) -> Writing:
        return self

    def __exit__(self, kind, *_error) -> None:
        for final, part in self._parts.items():
            if kind is None:
                os.replace(part, final)
            else:
                part.unlink(missing_ok=True)

    def part(self, final: Path) -> Path:
        """The name under which to write what shall stand at `final`."""
        part = final.with_name(f".{final.name}.{os.getpid()}{final.suffix}")
        self._parts[final] = part
        return part

    def text(self, final: Path, text: str) -> None:
        try:
            self.part(final).write_text(text, encoding="utf-8")
        except OSError as error:
            raise BadFile("out_unwritable", path=str(final), why=error.strerror or str(error)) from None

    def data(self, final: Path, data: dict) -> None:
        self.text(final, json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n")

    def query(self, final: Path, link, sql: str, *, about: dict | None = None) -> None:
        """The rows of a query. `about` goes into a Parquet file as its metadata `vigie`."""
        how = "FORMAT csv, HEADER true"
        if final.suffix == ".parquet":
            meta = json.dumps(about or {}, ensure_ascii=False, sort_keys=True)
            how = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{vigie: {literal(meta)}}}"
        import duckdb

        try:
            link.execute(f"COPY ({sql}) TO {literal(self.part(final))} ({how})")
        except (duckdb.IOException, OSError) as error:
            raise BadFile("out_unwritable", path=str(final), why=str(error).partition("\n")[0]) from None


def check_places(read: list[Path], written: list[Path]) -> None:
    """Raise `BadFile` before any work where a result could not be written, or would overwrite what is read."""
    seen = {path.resolve() for path in read}
    for path in written:
        if path.resolve() in seen:
            raise BadFile("out_same", path=str(path))
        seen.add(path.resolve())
        if path.is_dir():
            raise BadFile("file_folder", path=str(path))
        if not path.parent.is_dir():
            raise BadFile("out_folder", path=str(path.parent))
        if not os.access(path.parent, os.W_OK):
            raise BadFile("out_unwritable", path=str(path), why=os.strerror(13))


def check_ending(path: Path) -> None:
    if path.suffix not in ENDINGS:
        raise BadFile("out_suffix", path=str(path))


def load(link, name: str, columns: dict[str, np.ndarray]) -> None:
    """Put arrays into a table of the work in hand; rows keep their order."""
    columns = {key: np.ascontiguousarray(column) for key, column in columns.items()}
    link.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM columns")
