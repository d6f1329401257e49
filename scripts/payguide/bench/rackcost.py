"""What the whole rack costs: all sheets in both languages for office and print shop, as `scripts/guide leaflets` makes
them, from nothing and when nothing has changed since.

In a copy of the project, as finished sheets are kept in the checkout: nobody's are lost, and none are found.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from payguide.bench.processes import Whole, whole
from payguide.bench.tables import table
from payguide.bench.trials import build_guide

#: What is copied: all that the command reads but the built pages, which are built anew.
_PARTS = ("docs", "overrides", "scripts", "mkdocs.yml")


def rack(root: Path, folder: Path, markdown: bool, say: Callable[[str], None]) -> str:
    """One table: the rack from nothing, and with nothing changed; two workers, as in every build."""
    folder.mkdir(parents=True)
    for name in _PARTS:
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name)
        else:
            shutil.copy2(root / name, folder / name)
    say("the rack: building the guide")
    build_guide(folder, folder / "site")
    say("the rack, from nothing")
    first = _made(folder)
    files = sum(1 for _ in (folder / "site" / "leaflets").rglob("*.pdf"))
    say("the rack, nothing changed")
    again = _made(folder)
    rows = [_row("from nothing", first, first, files), _row("nothing changed", again, first, files)]
    head = [
        f"the rack, {files} PDFs",
        "seconds",
        "CPU seconds",
        "× from nothing",
        "CPU ms a PDF",
        "MB, largest process",
    ]
    return table(head, rows, markdown)


def _made(folder: Path) -> Whole:
    command = [sys.executable, "-P", "-m", "payguide", "leaflets", "--today", "2026-11-23"]
    return whole(command, folder, os.environ | {"PYTHONPATH": str(folder / "scripts")})


def _row(name: str, cost: Whole, first: Whole, files: int) -> list[str]:
    each = f"{cost.cpu / files * 1000:.0f}" if files else "–"
    return [name, f"{cost.wall:.1f}", f"{cost.cpu:.1f}", f"{cost.cpu / first.cpu:.2g}", each, f"{cost.memory:.0f}"]
