"""How fast the checker is and how much memory it takes, as whole processes, beside lychee on the same files."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from payguide.bench import generated
from payguide.bench.peers import LYCHEE, find
from payguide.bench.tables import table

RUNS = 3
#: Pages in both languages together: the size of the comparison, and those that show how time grows.
SIZE = 400
GROWTH = (500, 1000, 2000)
FULL = 10_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds of the clock and of all processors, and its greatest memory in MB."""

    wall: float
    cpu: float
    memory: float


def _cost(command: Sequence[str], root: Path) -> Cost:
    """What `command` takes in the project at `root`. Raises RuntimeError when it fails.

    As for a user who runs it again, Python's bytecode is kept, beside the project, whatever this machine's environment
    says of that: the first run writes it.
    """
    begin = os.times()
    environment = os.environ | {
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        "PYTHONPYCACHEPREFIX": str(root.parent / "bytecode"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 2):  # 2: lychee found something
        raise RuntimeError(f"{' '.join(command)} ended with status {process.returncode}")
    return Cost(os.times().elapsed - begin.elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _median(command: Sequence[str], root: Path) -> Cost:
    costs = [_cost(command, root) for _ in range(RUNS)]
    return Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in ("wall", "cpu", "memory")))


def _check(*more: str) -> list[str]:
    return [sys.executable, "-P", "-m", "payguide", "check", "--root", ".", "--today", "2026-11-23", *more]


def speed(root: Path, tools: Path, full: bool, markdown: bool, say: Callable[[str], None]) -> str:
    """Two tables: the checker and lychee on 200 pages in two languages, and how time and memory grow with pages.

    Nothing is known of the pages where it says so, but the programs have run before: Python's bytecode is there.
    """
    work = Path(tempfile.mkdtemp(prefix="speed-"))
    base = root / "tests" / "mutations" / "base"
    try:
        first = _beside(base, work, tools, markdown, say)
        second = _growth(base, work, (*GROWTH, *([FULL] if full else [])), markdown, say)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return f"{first}\n\n{second}"


def _beside(base: Path, work: Path, tools: Path, markdown: bool, say: Callable[[str], None]) -> str:
    guide = generated.generate(base, work / "beside", SIZE)
    say(f"{SIZE} pages: source rules")
    _cost(_check("--no-cache"), guide)  # writes the bytecode
    sources = _median(_check("--no-cache"), guide)
    _cost(_check(), guide)
    again = _median(_check(), guide)
    say(f"{SIZE} pages: built pages")
    generated.build(guide)
    both = _median(_check("--no-cache"), guide)
    _cost(_check(), guide)
    both_again = _median(_check(), guide)
    built = Cost(both.wall - sources.wall, both.cpu - sources.cpu, both.memory)
    lychee = find(LYCHEE, tools)
    links, pages = _lychee(lychee, guide, say) if lychee else (None, None)
    rows = [
        _row("sources: all rules, no cache", sources, links),
        _row("sources: nothing changed", again, links),
        *([_row("sources: lychee (links only)", links, links)] if links else []),
        _row("built pages: what their rules add", built, pages),
        *([_row("built pages: lychee", pages, pages)] if pages else []),
        _row("sources and built pages: nothing changed", both_again, pages),
    ]
    made = table([f"{SIZE // 2} pages × 2 languages", "seconds", "CPU seconds", "× lychee", "MB"], rows, markdown)
    return made if lychee else f"{made}\nlychee is not installed: {LYCHEE.install}"


def _lychee(program: str, guide: Path, say: Callable[[str], None]) -> tuple[Cost, Cost]:
    """What lychee takes for the links of the sources, and for those of the built pages."""
    options = [program, "--offline", "--include-fragments", "--no-progress", "--index-files", "index.html,."]
    say(f"{SIZE} pages: lychee")
    sources = _median([*options, "--root-dir", "docs", "docs/**/*.md"], guide)
    return sources, _median([*options, "--root-dir", "site", "site/**/*.html"], guide)


def _row(name: str, cost: Cost, beside: Cost | None) -> list[str]:
    ratio = f"{cost.cpu / beside.cpu:.2f}" if beside is not None and beside.cpu else "–"
    return [name, f"{cost.wall:.2f}", f"{cost.cpu:.2f}", ratio, f"{cost.memory:.0f}"]


def _growth(base: Path, work: Path, sizes: Sequence[int], markdown: bool, say: Callable[[str], None]) -> str:
    rows = []
    for size in sizes:
        say(f"{size} pages: growth")
        guide = generated.generate(base, work / str(size), size)
        cost = _cost(_check("--no-cache"), guide)
        _cost(_check(), guide)
        again = _cost(_check(), guide)
        per_page = f"{cost.cpu / size * 1000:.2f}"
        rows.append([f"{size:,}", f"{cost.cpu:.2f}", per_page, f"{cost.memory:.0f}", f"{again.wall:.2f}"])
        shutil.rmtree(guide)
    return table(["pages, both languages", "CPU seconds", "ms a page", "MB", "second run, seconds"], rows, markdown)
