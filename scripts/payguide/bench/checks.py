"""`bench checks`: what the checker sees and what it costs, beside other checkers on the same cases and pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from payguide.bench import peers, speed, tally


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which parts, and how: `part` is all, tally or speed; `full` adds 10,000 pages; `install` fetches the peers."""

    part: str = "all"
    markdown: bool = False
    full: bool = False
    install: bool = False


def checks(root: Path, wanted: Wanted, say: Callable[[str], None]) -> str:
    """The tables that were asked for."""
    tools = root / ".cache" / "bench-tools"
    notes = peers.install(tools) if wanted.install else []
    parts = [f"could not install {note}" for note in notes]
    if wanted.part != "speed":
        parts.append(tally.tally(root, tools, wanted.markdown, say))
    if wanted.part != "tally":
        parts.append(speed.speed(root, tools, wanted.full, wanted.markdown, say))
    return "\n\n".join(parts)
