"""How long the French typography of a page takes: `.venv/bin/python -m benchmarks.typesetting`."""

from __future__ import annotations

import statistics
import timeit

from vigie.web.typeset import typeset

ROW = (
    '<tr role="row"><th scope="row" role="rowheader" class="what"><a href="/incidents/LG-2026-000417">'
    'Tondiguel</a><br><span class="k">Séno, Burkina Faso</span></th><td role="cell" class="when">'
    '12 mars 2026</td><td role="cell">Attaque contre des civils<br><span class="k">Groupe armé non '
    'identifié</span></td><td role="cell" class="n">7 <span class="k">(6–9)</span></td></tr>'
)


def main() -> None:
    page = f'<html lang="fr"><body>{ROW * (40_000 // len(ROW))}</body></html>'
    seconds = timeit.repeat(lambda: typeset(page), number=1, repeat=50)
    print(f"{len(page)} characters: {statistics.median(seconds) * 1000:.1f} ms (median of 50; aim: 3 ms)")


if __name__ == "__main__":
    main()
