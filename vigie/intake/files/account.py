"""The written account of a run: every row with its outcome, as a file beside the node."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from vigie.access import NodeActor, rows
from vigie.intake.faces.imports import ShownRow
from vigie.intake.models import ImportRun
from vigie.web.show import as_file


def write_account(run: ImportRun) -> Path:
    """Write `imports/<run>.csv` in the node's folder, readable by nobody else: it quotes the file."""
    folder = settings.VAR / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{run.uuid}.csv"
    part = path.with_suffix(".part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        for piece in _pieces(run):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    return path


def _pieces(run: ImportRun) -> Iterable[bytes]:
    node = NodeActor()
    reports = rows(node, "see", "monitoring.Report")
    found = rows(node, "see", "intake.ImportRow").of(run).told_to(node, reports).in_file_order()
    return as_file(found, ShownRow, "csv", stem="account").streaming_content
