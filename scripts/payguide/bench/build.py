"""Benchmarks: figures as ratios against a baseline in the same run, as machines differ and drift."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 3


def _seconds(command: list[str], root: Path) -> tuple[float, str]:
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    elapsed = time.perf_counter() - begin
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return elapsed, done.stdout.strip().rpartition("\n")[2]


def _median(command: list[str], root: Path, say: Callable[[str], None]) -> tuple[float, str]:
    runs = []
    for number in range(RUNS):
        say(f"{' '.join(command[1:])} ({number + 1} of {RUNS}) …")
        runs.append(_seconds(command, root))
    return statistics.median(seconds for seconds, _ in runs), runs[-1][1]


def build(root: Path, say: Callable[[str], None]) -> str:
    """A table: MkDocs alone, the whole build with checks and leaflets, and a build with nothing changed."""
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=root / ".cache"))
    try:
        guide = [sys.executable, str(root / "scripts" / "guide"), "build", "--output", str(folder / "site")]
        mkdocs = [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--strict",
            "--quiet",
            "--site-dir",
            str(folder / "bare"),
        ]
        bare, _ = _median(mkdocs, root, say)
        whole, said = _median([*guide, "--force"], root, say)
        again, unchanged = _median(guide, root, say)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    rows = [
        ("MkDocs alone, strict", bare, ""),
        ("guide build, from nothing", whole, said),
        ("guide build, nothing changed", again, unchanged),
    ]
    lines = [f"{'median of ' + str(RUNS):32}{'seconds':>9}{'ratio':>9}"]
    lines += [f"{name:32}{seconds:9.2f}{seconds / bare:9.2f}  {note}" for name, seconds, note in rows]
    return "\n".join(lines)
